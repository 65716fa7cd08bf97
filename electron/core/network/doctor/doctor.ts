import type { LanAddress, NetworkCheck, NetworkState, NetworkVisit } from '../../../contract/network.ts';
import type { Ask } from './ask.ts';
import { bad, type Finding, good, unknown, warning } from './finding.ts';
import { examineLinuxFirewall } from './linux-firewall.ts';
import { examineMacFirewall } from './mac-firewall.ts';
import { examineWindowsFirewall } from './windows-firewall.ts';

/** Where the door would stand when it has never been opened. */
const USUAL_PORT = 8710;

interface DoctorDeps {
  readonly state: () => NetworkState;
  readonly serverRunning: () => boolean;
  /** Whether the door answers at an address and port of this computer. */
  readonly reach: (address: string, port: number) => Promise<boolean>;
  /** The last device that opened the address of a test; with true, of another device than this computer. */
  readonly lastVisit: (foreign: boolean) => NetworkVisit | null;
  readonly ask: Ask;
  readonly platform?: NodeJS.Platform;
  /** The running program, as the firewall knows it. */
  readonly program?: string;
}

/** Looks at everything that may keep a phone out, line by line. */
export async function examineNetwork(deps: DoctorDeps): Promise<NetworkCheck[]> {
  const state = deps.state();
  const line = (id: NetworkCheck['id'], { verdict, reason, data = {} }: Finding): NetworkCheck => ({
    id,
    verdict,
    reason,
    data,
  });
  const [door, firewall] = await Promise.all([examineDoor(state, deps), examineFirewall(state, deps)]);
  return [
    line('server', deps.serverRunning() ? good('serverRunning') : bad('serverStopped')),
    line('address', examineAddress(state)),
    line('door', door),
    line('firewall', firewall),
    line('vpn', examineVpn(state.addresses)),
    line('networks', examineNetworks(state.addresses)),
    line('isolation', deps.lastVisit(true) === null ? unknown('isolationUnknown') : good('isolationNone')),
    line('visit', examineVisit(deps.lastVisit(false))),
  ];
}

function examineAddress({ address, addresses, chosenAddress }: NetworkState): Finding {
  const inUse = addresses.find((one) => one.address === address);
  if (inUse === undefined) return bad('addressNone');
  const data = { address: inUse.address, interface: inUse.interfaceName };
  if (chosenAddress !== null && chosenAddress !== address)
    return warning('addressChosenAway', { ...data, chosen: chosenAddress });
  if (inUse.kind === 'linkLocal') return bad('addressLinkLocal', data);
  if (inUse.kind === 'vpn' || inUse.kind === 'virtual') return warning('addressVirtual', data);
  return good('addressFound', data);
}

async function examineDoor(state: NetworkState, { reach }: DoctorDeps): Promise<Finding> {
  const { mode, failure, port, address, baseUrl } = state;
  if (mode === 'off') return bad('doorClosed');
  if (failure?.code === 'DOOR_PORT_TAKEN') return bad('doorPortTaken', { port: String(port ?? '') });
  if (failure !== null) return bad('doorFailed');
  if (address === null || port === null || baseUrl === null) return bad('doorNoAddress');
  const data = { address, port: String(port) };
  return (await reach(address, port)) ? good('doorOpen', data) : bad('doorUnreachable', data);
}

async function examineFirewall(state: NetworkState, deps: DoctorDeps): Promise<Finding> {
  const { ask, platform = process.platform, program = process.execPath, lastVisit } = deps;
  const port = state.port ?? USUAL_PORT;
  const interfaceName =
    state.addresses.find(({ address }) => address === state.address)?.interfaceName ?? null;
  const found = await (platform === 'linux'
    ? examineLinuxFirewall(ask, { port, interfaceName })
    : platform === 'win32'
      ? examineWindowsFirewall(ask, { program, port, interfaceName })
      : platform === 'darwin'
        ? examineMacFirewall(ask, program)
        : Promise.resolve(unknown('firewallUnknown')));
  const visit = lastVisit(true);
  // Somebody came through: that says more than rules that could not be read.
  const unsure = found.verdict === 'unknown' || found.verdict === 'warning';
  return unsure && visit !== null ? good('firewallProven', { device: visit.device }) : found;
}

function examineVpn(addresses: readonly LanAddress[]): Finding {
  const names = [
    ...new Set(addresses.filter(({ kind }) => kind === 'vpn').map(({ interfaceName }) => interfaceName)),
  ];
  return names.length === 0 ? good('vpnNone') : warning('vpnOn', { names: names.join(', ') });
}

function examineNetworks(addresses: readonly LanAddress[]): Finding {
  const real = addresses.filter(({ kind }) => ['wired', 'wireless', 'physical'].includes(kind));
  if (new Set(real.map(({ interfaceName }) => interfaceName)).size < 2) return good('networksOne');
  const names = real.map(({ interfaceName, address }) => `${interfaceName} (${address})`).join(', ');
  return warning('networksSeveral', { names });
}

function examineVisit(visit: NetworkVisit | null): Finding {
  return visit === null ? unknown('visitNone') : good('visitDone', { device: visit.device, at: visit.at });
}
