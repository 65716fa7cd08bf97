import type { NetworkInterfaceInfo } from 'node:os';
import type { LanAddress } from '../../contract/network.ts';

/** What `os.networkInterfaces()` says. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** What the system says of its interfaces besides their addresses; all of it may be missing. */
export interface InterfaceFacts {
  /** Interfaces that lead to a router, by name or by their own address, the preferred one first. */
  readonly gateways: readonly string[];
  /** What the system knows for certain; names that are not in it are judged by how they are called. */
  readonly kinds: ReadonlyMap<string, 'wired' | 'wireless'>;
}

/** Nothing is known. */
export const NO_FACTS: InterfaceFacts = { gateways: [], kinds: new Map() };

/** Tunnels, on Linux and macOS by their short names, on Windows by the words in them. */
const VPN =
  /^(?:tun|tap|wg|utun|ipsec|ppp|gpd|nordlynx|tailscale|ts\d|zt|feth|wt\d|ham\d|cscotun|nebula|proton|mullvad)|vpn|wireguard|tailscale|zerotier|wintun|hamachi|radmin|anyconnect|globalprotect|fortinet|forticlient|mullvad|cloudflare|\bwarp\b/iu;
/**
 * Networks inside this computer, bridges of containers and virtual machines, and interfaces that never carry a home
 * network: Apple's device-to-device radio, phone modems, Bluetooth.
 */
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vnic|lxc|lxdbr|incusbr|podman|cni|flannel|cali|kube|ifb|dummy|bridge\d|awdl|llw|ap\d|anpi|waydroid|wwan|wwp|ww\d|rmnet|bnep|pan\d)|^vEthernet|virtualbox|vmware|hyper-v|\bwsl\b|npcap|loopback|bluetooth|cellular|celular/iu;
const WIRELESS = /^(?:wl|wlan|ath\d|ra\d|wifi)|wi-?fi|wireless|sem fio/iu;
const WIRED =
  /^(?:eth|en[opsx]|em\d|lan\d)|ethernet|local area connection|conex[aã]o local|liga[cç][aã]o local/iu;
/** Makers of network cards that are not there: VirtualBox and VMware on their host, Docker. */
const VIRTUAL_CARD = /^(?:0a:00:27|00:50:56:c0|02:42)/iu;

const BASE = { wired: 1010, wireless: 1000, physical: 1000, virtual: 200, vpn: 100, linkLocal: 0 };
const PRIVATE_BONUS = 100;
/** Leading to a router makes a network card the best choice, and a virtual one better than a card that leads nowhere. */
const GATEWAY_BONUS = { wired: 400, wireless: 400, physical: 400, virtual: 900, vpn: 0, linkLocal: 0 };
const LATER_GATEWAY = 20;

/**
 * The IPv4 addresses of this computer, the best one for other devices first: a network card that leads to a router and
 * has a private address. Tunnels, virtual networks and addresses that the computer gave itself come last.
 */
export function rankAddresses(interfaces: Interfaces, facts: InterfaceFacts): LanAddress[] {
  const found = new Map<string, LanAddress & { score: number }>();
  for (const [name, infos] of Object.entries(interfaces)) {
    for (const { family, internal, address, mac } of infos ?? []) {
      if (family !== 'IPv4' || internal || address.startsWith('127.') || address === '0.0.0.0') continue;
      const kind = kindOf(name, address, mac, facts);
      const one = { address, interfaceName: name, kind, score: scoreOf(name, address, kind, facts) };
      if ((found.get(address)?.score ?? -1) < one.score) found.set(address, one);
    }
  }
  return [...found.values()]
    .toSorted(
      (a, b) =>
        b.score - a.score || compare(a.interfaceName, b.interfaceName) || compare(a.address, b.address),
    )
    .map(({ score: _score, ...address }) => address);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function kindOf(name: string, address: string, mac: string, facts: InterfaceFacts): LanAddress['kind'] {
  if (address.startsWith('169.254.')) return 'linkLocal';
  if (VPN.test(name) || isShared(address)) return 'vpn';
  if (VIRTUAL.test(name) || VIRTUAL_CARD.test(mac)) return 'virtual';
  const known = facts.kinds.get(name);
  if (known !== undefined) return known;
  if (WIRELESS.test(name)) return 'wireless';
  return WIRED.test(name) ? 'wired' : 'physical';
}

function scoreOf(name: string, address: string, kind: LanAddress['kind'], facts: InterfaceFacts): number {
  const gateway = facts.gateways.findIndex((one) => one === name || one === address);
  const leads = gateway === -1 ? 0 : Math.max(0, GATEWAY_BONUS[kind] - gateway * LATER_GATEWAY);
  return BASE[kind] + leads + (isPrivate(address) ? PRIVATE_BONUS : 0);
}

function octets(address: string): [number, number] {
  const [first = 0, second = 0] = address.split('.').map(Number);
  return [first, second];
}

/** True for the ranges that home and office networks use (RFC 1918). */
export function isPrivate(address: string): boolean {
  const [first, second] = octets(address);
  return first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168);
}

/** True for 100.64.0.0/10 (RFC 6598): between providers and their customers, and what Tailscale uses. */
function isShared(address: string): boolean {
  const [first, second] = octets(address);
  return first === 100 && second >= 64 && second <= 127;
}
