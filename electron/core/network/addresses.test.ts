import { describe, expect, test } from 'vitest';
import { type Interfaces, NO_FACTS, rankAddresses } from './addresses.ts';

/** An address of an interface, and the card's own number where it matters. */
type Given = readonly [address: string, mac?: string];

/** Interfaces as the system lists them, each with an IPv6 address besides, which no link carries. */
function interfaces(list: Readonly<Record<string, Given | readonly Given[]>>): Interfaces {
  const made: Interfaces = {};
  for (const [name, given] of Object.entries(list)) {
    const internal = name.startsWith('lo') || name.startsWith('Loopback');
    made[name] = (isOne(given) ? [given] : given).flatMap(([address, mac = '3c:22:fb:00:00:01']) => [
      { address, netmask: '255.255.255.0', family: 'IPv4' as const, mac, internal, cidr: null },
      {
        address: 'fe80::1',
        netmask: 'ffff::',
        family: 'IPv6' as const,
        mac,
        internal,
        cidr: null,
        scopeid: 2,
      },
    ]);
  }
  return made;
}

function isOne(given: Given | readonly Given[]): given is Given {
  return typeof given[0] === 'string';
}

interface Case {
  readonly name: string;
  readonly list: Parameters<typeof interfaces>[0];
  readonly gateways?: readonly string[];
  readonly kinds?: readonly (readonly [string, 'wired' | 'wireless'])[];
  /** Address and kind, the best first. */
  readonly expected: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'Linux laptop on Wi-Fi with Docker, libvirt and a WireGuard tunnel',
    list: {
      lo: ['127.0.0.1'],
      docker0: ['172.17.0.1', '02:42:ac:00:00:01'],
      'br-5f3a9c1d2e4b': ['172.18.0.1', '02:42:ac:00:00:02'],
      virbr0: ['192.168.122.1'],
      wg0: ['10.8.0.2'],
      wlp3s0: ['192.168.0.23'],
    },
    gateways: ['wlp3s0'],
    kinds: [['wlp3s0', 'wireless']],
    expected: [
      '192.168.0.23 wireless',
      '172.18.0.1 virtual',
      '172.17.0.1 virtual',
      '192.168.122.1 virtual',
      '10.8.0.2 vpn',
    ],
  },
  {
    name: 'Linux with cable and Wi-Fi in the same network: the cable, which the system prefers',
    list: { lo: ['127.0.0.1'], wlan0: ['192.168.1.31'], enp4s0: ['192.168.1.30'] },
    gateways: ['enp4s0', 'wlan0'],
    expected: ['192.168.1.30 wired', '192.168.1.31 wireless'],
  },
  {
    name: 'Linux on Wi-Fi with a camera on the cable: the network that leads to a router',
    list: { lo: ['127.0.0.1'], enp4s0: ['192.168.50.1'], wlan0: ['10.0.0.7'] },
    gateways: ['wlan0'],
    expected: ['10.0.0.7 wireless', '192.168.50.1 wired'],
  },
  {
    name: 'Linux whose VPN takes all traffic (the default route goes through the tunnel)',
    list: { lo: ['127.0.0.1'], wlan0: ['192.168.15.4'], tun0: ['10.211.1.6'] },
    gateways: ['tun0'],
    expected: ['192.168.15.4 wireless', '10.211.1.6 vpn'],
  },
  {
    name: 'Linux server whose card is part of a bridge for virtual machines',
    list: {
      lo: ['127.0.0.1'],
      br0: ['192.168.1.5'],
      docker0: ['172.17.0.1', '02:42:ac:00:00:01'],
      veth1a2b3c: ['169.254.3.4'],
    },
    gateways: ['br0'],
    expected: ['192.168.1.5 physical', '172.17.0.1 virtual', '169.254.3.4 linkLocal'],
  },
  {
    name: 'Linux with Tailscale and ZeroTier',
    list: {
      lo: ['127.0.0.1'],
      tailscale0: ['100.101.102.103'],
      ztabcdef12: ['10.147.17.3'],
      eth0: ['172.20.10.4'],
    },
    gateways: ['eth0'],
    expected: ['172.20.10.4 wired', '10.147.17.3 vpn', '100.101.102.103 vpn'],
  },
  {
    name: 'Linux laptop online by a phone modem, with a home network that leads nowhere',
    list: { lo: ['127.0.0.1'], wwan0: ['10.34.5.6'], enp1s0: ['192.168.88.10'] },
    gateways: [],
    expected: ['192.168.88.10 wired', '10.34.5.6 virtual'],
  },
  {
    name: 'Windows in Portuguese with VirtualBox, Hyper-V and WSL',
    list: {
      'Ethernet 3': ['192.168.56.1', '0a:00:27:00:00:10'],
      'vEthernet (WSL)': ['172.28.240.1', '00:15:5d:01:02:03'],
      'vEthernet (Default Switch)': ['172.17.48.1', '00:15:5d:aa:bb:cc'],
      'Wi-Fi': ['192.168.100.12'],
      'Conexão Local* 2': ['169.254.12.9'],
      'Loopback Pseudo-Interface 1': ['127.0.0.1'],
    },
    gateways: ['192.168.100.12'],
    expected: [
      '192.168.100.12 wireless',
      '192.168.56.1 virtual',
      '172.17.48.1 virtual',
      '172.28.240.1 virtual',
      '169.254.12.9 linkLocal',
    ],
  },
  {
    name: 'Windows whose card was given to an external Hyper-V switch: the switch leads to the router',
    list: {
      'vEthernet (External)': ['192.168.1.77', '3c:22:fb:00:00:09'],
      'vEthernet (Default Switch)': ['172.22.16.1', '00:15:5d:aa:bb:cc'],
      'Ethernet 2': ['192.168.56.1', '0a:00:27:00:00:10'],
    },
    gateways: ['192.168.1.77'],
    expected: ['192.168.1.77 virtual', '192.168.56.1 virtual', '172.22.16.1 virtual'],
  },
  {
    name: 'Windows with a company VPN, VMware and a cable',
    list: {
      'Cisco AnyConnect': ['10.99.3.4'],
      'VMware Network Adapter VMnet8': ['192.168.159.1', '00:50:56:c0:00:08'],
      Ethernet: ['10.20.30.40'],
    },
    gateways: ['10.99.3.4', '10.20.30.40'],
    expected: ['10.20.30.40 wired', '192.168.159.1 virtual', '10.99.3.4 vpn'],
  },
  {
    name: 'macOS on Wi-Fi with iCloud Private Relay tunnels, internet sharing and AirDrop',
    list: {
      lo0: ['127.0.0.1'],
      awdl0: ['169.254.7.7'],
      bridge100: ['192.168.64.1'],
      utun3: ['10.9.0.2'],
      en0: ['192.168.86.33'],
    },
    gateways: ['en0'],
    kinds: [['en0', 'wireless']],
    expected: ['192.168.86.33 wireless', '192.168.64.1 virtual', '10.9.0.2 vpn', '169.254.7.7 linkLocal'],
  },
  {
    name: 'macOS with a USB network card that the system says nothing of',
    list: { lo0: ['127.0.0.1'], en7: ['10.0.1.9'], en0: ['192.168.1.9'] },
    gateways: ['en7'],
    expected: ['10.0.1.9 physical', '192.168.1.9 physical'],
  },
  {
    name: 'a computer that got no address from its network',
    list: { lo: ['127.0.0.1'], eth0: ['169.254.44.1'] },
    gateways: [],
    expected: ['169.254.44.1 linkLocal'],
  },
  {
    name: 'a rented server with a public address and a private network',
    list: { lo: ['127.0.0.1'], eth0: ['203.0.113.9'], eth1: ['10.0.0.3'] },
    gateways: ['eth0'],
    expected: ['203.0.113.9 wired', '10.0.0.3 wired'],
  },
  {
    name: 'one card with two addresses',
    list: { lo: ['127.0.0.1'], eth0: [['203.0.113.9'], ['192.168.1.9']] },
    gateways: ['eth0'],
    expected: ['192.168.1.9 wired', '203.0.113.9 wired'],
  },
  { name: 'no network at all', list: { lo: ['127.0.0.1'] }, expected: [] },
];

describe('which address other devices should use', () => {
  test.each(CASES)('$name', ({ list, gateways = [], kinds = [], expected }) => {
    const ranked = rankAddresses(interfaces(list), { gateways, kinds: new Map(kinds) });
    expect(ranked.map(({ address, kind }) => `${address} ${kind}`)).toEqual(expected);
  });

  test('is found by the names alone where the system says nothing', () => {
    const list = interfaces({
      lo: ['127.0.0.1'],
      tun0: ['10.8.0.3'],
      docker0: ['172.17.0.1'],
      wlan0: ['192.168.1.4'],
    });
    expect(rankAddresses(list, NO_FACTS)[0]?.address).toBe('192.168.1.4');
  });
});
