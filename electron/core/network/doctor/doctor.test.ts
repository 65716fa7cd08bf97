import { beforeEach, describe, expect, test } from 'vitest';
import type { NetworkCheck, NetworkState, NetworkVisit } from '../../../contract/network.ts';
import { examineNetwork } from './doctor.ts';

const WIFI = { address: '192.168.1.20', interfaceName: 'wlan0', kind: 'wireless' as const };
let state: NetworkState;
let running: boolean;
let reached: boolean;
let visits: (NetworkVisit & { foreign: boolean })[];
beforeEach(() => {
  state = {
    mode: 'people',
    failure: null,
    port: 8710,
    addresses: [WIFI],
    chosenAddress: null,
    address: WIFI.address,
    baseUrl: 'http://192.168.1.20:8710',
    localUrl: null,
    secure: false,
    authorityFingerprint: null,
  };
  running = true;
  reached = true;
  visits = [];
});

async function lines(): Promise<Record<string, NetworkCheck>> {
  const checks = await examineNetwork({
    state: () => state,
    serverRunning: () => running,
    reach: () => Promise.resolve(reached),
    lastVisit: (foreign) => visits.findLast((one) => !foreign || one.foreign) ?? null,
    ask: () => Promise.resolve(null),
    platform: 'freebsd',
  });
  return Object.fromEntries(checks.map((check) => [check.id, check]));
}

const visit = (foreign: boolean) => ({
  at: '2026-11-21T12:00:00.000Z',
  address: '192.168.1.33',
  device: 'Safari, iPhone',
  foreign,
});

test('with nothing wrong only what cannot be seen from here is left open', async () => {
  const found = Object.values(await lines()).map(({ id, verdict }) => `${id} ${verdict}`);
  expect(found).toEqual([
    'server good',
    'address good',
    'door good',
    'firewall unknown',
    'vpn good',
    'networks good',
    'isolation unknown',
    'visit unknown',
  ]);
});

test('a phone that came answers all that was left open', async () => {
  visits = [visit(true)];
  const { firewall, isolation, visit: line } = await lines();
  expect(firewall).toMatchObject({ verdict: 'good', reason: 'firewallProven' });
  expect(isolation).toMatchObject({ verdict: 'good', reason: 'isolationNone' });
  expect(line).toMatchObject({ verdict: 'good', reason: 'visitDone', data: { device: 'Safari, iPhone' } });
});

test('this computer itself proves nothing of the network between', async () => {
  visits = [visit(false)];
  const { isolation, visit: line } = await lines();
  expect(isolation?.verdict).toBe('unknown');
  expect(line?.verdict).toBe('good');
});

describe('says what keeps phones out:', () => {
  test.each<[string, () => void, NetworkCheck['id'], NetworkCheck['reason']]>([
    ['the server is stopped', () => (running = false), 'server', 'serverStopped'],
    ['the door is closed', () => (state = { ...state, mode: 'off', baseUrl: null }), 'door', 'doorClosed'],
    [
      'the port is taken',
      () => (state = { ...state, failure: { code: 'DOOR_PORT_TAKEN' } }),
      'door',
      'doorPortTaken',
    ],
    ['the door does not answer', () => (reached = false), 'door', 'doorUnreachable'],
    [
      'there is no network',
      () => (state = { ...state, addresses: [], address: null, baseUrl: null }),
      'address',
      'addressNone',
    ],
    [
      'the router gave no address',
      () => (state = { ...state, addresses: [{ ...WIFI, kind: 'linkLocal' }] }),
      'address',
      'addressLinkLocal',
    ],
    [
      'the chosen address is not there',
      () => (state = { ...state, chosenAddress: '10.0.0.5' }),
      'address',
      'addressChosenAway',
    ],
    [
      'a tunnel is open',
      () =>
        (state = {
          ...state,
          addresses: [WIFI, { address: '10.8.0.2', interfaceName: 'tun0', kind: 'vpn' }],
        }),
      'vpn',
      'vpnOn',
    ],
    [
      'there are two networks',
      () =>
        (state = {
          ...state,
          addresses: [WIFI, { address: '10.0.0.2', interfaceName: 'eth0', kind: 'wired' }],
        }),
      'networks',
      'networksSeveral',
    ],
  ])('%s', async (_name, break_, id, reason) => {
    break_();
    const check = (await lines())[id];
    expect(check?.reason).toBe(reason);
    expect(check?.verdict).not.toBe('good');
  });
});
