import { expect, test } from 'vitest';
import {
  askInterfaceFacts,
  gatewaysOfProc,
  gatewaysOfRouteGet,
  gatewaysOfRoutePrint,
  kindsOfHardwarePorts,
} from './interface-facts.ts';

test('Linux: default routes of /proc/net/route, the lowest metric first', () => {
  const text = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
wlp3s0	00000000	0100A8C0	0003	0	0	600	00000000	0	0	0
enp4s0	00000000	0100A8C0	0003	0	0	100	00000000	0	0	0
docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
tun0	00000000	0108080A	0003	0	0	0	00000080	0	0	0
eth9	00000000	0100A8C0	0002	0	0	1	00000000	0	0	0
`;
  expect(gatewaysOfProc(text)).toEqual(['enp4s0', 'wlp3s0']);
});

test('Windows: `route print` in English, the lowest metric first, without persistent routes', () => {
  const text = `===========================================================================
Interface List
 12...3c 22 fb 00 00 01 ......Intel(R) Wi-Fi 6 AX201 160MHz
===========================================================================

IPv4 Route Table
===========================================================================
Active Routes:
Network Destination        Netmask          Gateway       Interface  Metric
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.77     55
          0.0.0.0          0.0.0.0         On-link         10.99.3.4      2
===========================================================================
Persistent Routes:
  Network Address          Netmask  Gateway Address  Metric
          0.0.0.0          0.0.0.0      192.168.1.1  Default 
===========================================================================
`;
  expect(gatewaysOfRoutePrint(text.replaceAll('\n', '\r\n'))).toEqual(['10.99.3.4', '192.168.1.77']);
});

test('Windows: `route print` in Portuguese', () => {
  const text = `Tabela de rotas IPv4
===========================================================================
Rotas ativas:
Endereço de rede          Máscara   Ender. gateway       Interface   Custo
          0.0.0.0          0.0.0.0      192.168.0.1     192.168.0.15     35
          0.0.0.0          0.0.0.0      No vínculo         26.1.2.3   9257
===========================================================================
Rotas persistentes:
  Nenhuma
`;
  expect(gatewaysOfRoutePrint(text)).toEqual(['192.168.0.15', '26.1.2.3']);
});

test('macOS: the interface of `route -n get default`', () => {
  const text = `   route to: default
destination: default
       mask: default
    gateway: 192.168.86.1
  interface: en0
      flags: <UP,GATEWAY,DONE,STATIC,PRCLONING,GLOBAL>
 recvpipe  sendpipe  ssthresh  rtt,msec    rttvar  hopcount      mtu     expire
       0         0         0         0         0         0      1500         0 
`;
  expect(gatewaysOfRouteGet(text)).toEqual(['en0']);
  expect(gatewaysOfRouteGet('route: writing to routing socket: not in table\n')).toEqual([]);
});

test('macOS: what has a radio and what has a cable', () => {
  const text = `
Hardware Port: Ethernet Adapter (en4)
Device: en4
Ethernet Address: 3e:11:22:33:44:55

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 36:11:22:33:44:00

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 3c:22:fb:00:00:01

Hardware Port: USB 10/100/1000 LAN
Device: en7
Ethernet Address: 00:e0:4c:00:00:01

VLAN Configurations
===================
`;
  expect([...kindsOfHardwarePorts(text)]).toEqual([
    ['en4', 'wired'],
    ['en0', 'wireless'],
    ['en7', 'wired'],
  ]);
});

test('asking this computer answers, whatever it runs', async () => {
  const { gateways, kinds } = await askInterfaceFacts();
  expect(Array.isArray(gateways)).toBe(true);
  expect(kinds.has('lo')).toBe(false);
});
