import { createServer, type Server } from 'node:http';
import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NetworkState } from '../../contract/network.ts';
import type { Notice } from '../../contract/shell.ts';
import { until } from '../../../tests/support/core.ts';
import { tempDatabase } from '../../../tests/support/temp-database.ts';
import type { Caller } from '../lib/caller.ts';
import { fail, systemCode } from '../lib/errors.ts';
import { makeEvents } from '../lib/events.ts';
import { silentLog } from '../lib/log.ts';
import { makeVault } from '../lib/vault.ts';
import type { Interfaces } from './addresses.ts';
import type { Door } from './door.ts';
import { makeNetwork, type Network } from './network.ts';

/** A door that answers nothing, on a real port. */
function plainDoor(): Door {
  let server: Server | null = null;
  const close = () =>
    new Promise<void>((resolve) => {
      if (server === null) {
        resolve();
        return;
      }
      server.close(() => resolve());
      server.closeAllConnections();
      server = null;
    });
  return {
    close,
    async open({ port }) {
      // To another port it moves, and stays where it is when that one is taken.
      if (server !== null && portOf(server) === port) await close();
      const next = createServer((_request, response) => response.end('hello'));
      await new Promise<void>((resolve, reject) => {
        next.once('error', (error) =>
          reject(systemCode(error) === 'EADDRINUSE' ? fail('DOOR_PORT_TAKEN', { port: port ?? 0 }) : error),
        );
        next.listen({ port: port ?? 0, exclusive: true }, resolve);
      });
      await close();
      server = next;
      return { port: portOf(next) };
    },
  };
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

/** Something else that stands on a port. */
async function occupy(port: number): Promise<net.Server> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, exclusive: true }, resolve);
  });
  return server;
}

const v4 = (address: string) => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4' as const,
  mac: 'd8:bb:c1:00:00:01',
  internal: false,
  cidr: `${address}/24`,
});

const USER = { userId: '', role: 'owner', sessionId: 's', mustChangePassword: false } as const;
const caller: Caller = {
  user: USER,
  desktop: true,
  origin: 'window',
  connection: { begin: () => undefined, end: () => undefined, takeGrant: () => Promise.resolve(undefined) },
};

let database: Awaited<ReturnType<typeof tempDatabase>>;
let interfaces: Interfaces;
let notices: Notice[];
let done: string[];
const made: Network[] = [];
const others: net.Server[] = [];
let cloudName: string;

beforeEach(async () => {
  database = await tempDatabase();
  interfaces = { wlan0: [v4('192.168.1.20')], docker0: [v4('172.17.0.1')] };
  notices = [];
  done = [];
  cloudName = 'Nuvem da João';
});
afterEach(async () => {
  for (const network of made.splice(0)) await network.stop();
  for (const server of others.splice(0)) server.close();
  await database.close();
});

/** The room as it is after the core started. */
async function started(more: { loopbackWhenOff?: boolean } = {}): Promise<Network> {
  const events = makeEvents();
  events.on('notice', ({ notice }) => notices.push(notice));
  const network = makeNetwork({
    db: database.db,
    door: plainDoor(),
    usage: {
      activity: (_db, { kind }) => {
        done.push(kind);
        return Promise.resolve();
      },
      traffic: () => Promise.resolve(),
    },
    events,
    log: silentLog(),
    vault: makeVault(`${database.folder}/secrets.json`, null),
    cloudName: () => cloudName,
    serverRunning: () => true,
    ...more,
    system: {
      interfaces: () => interfaces,
      askFacts: () => Promise.resolve({ gateways: ['wlan0'], kinds: new Map() }),
      mdnsPort: 40_001 + (process.pid % 20_000),
    },
  });
  made.push(network);
  await network.start();
  await network.look();
  return network;
}

async function stop(network: Network): Promise<void> {
  made.splice(made.indexOf(network), 1);
  await network.stop();
}

const setMode = (network: Network, mode: NetworkState['mode']) =>
  Promise.resolve(network.service.setMode(caller, { mode }, undefined));
const canConnect = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

test('a new cloud can be reached from nowhere', async () => {
  const network = await started();
  expect(network.mode()).toBe('off');
  expect(network.state()).toMatchObject({ mode: 'off', port: null, baseUrl: null, localUrl: null });
});

describe('the door', () => {
  test('opens near 8710, and links begin with the best address', async () => {
    const network = await started();
    const state = await setMode(network, 'links');
    expect(state.port).toBeGreaterThanOrEqual(8710);
    expect(state.baseUrl).toBe(`http://192.168.1.20:${String(state.port)}`);
    expect(state.localUrl).toBe(`http://nuvem-da-joao.local:${String(state.port)}`);
    expect(network.mode()).toBe('links');
    expect(await canConnect(state.port ?? 0)).toBe(true);
  });

  test('stands at the same port and for the same people after a restart', async () => {
    const first = await started();
    const { port } = await setMode(first, 'people');
    await stop(first);
    expect(await canConnect(port ?? 0)).toBe(false);
    const second = await started();
    expect(second.state()).toMatchObject({ mode: 'people', port, failure: null });
    expect(await canConnect(port ?? 0)).toBe(true);
  });

  test('is closed at once when it is turned off, and keeps its port for the next time', async () => {
    const network = await started();
    const { port } = await setMode(network, 'people');
    const off = await setMode(network, 'off');
    expect(off).toMatchObject({ mode: 'off', port, baseUrl: null });
    expect(await canConnect(port ?? 0)).toBe(false);
    expect((await setMode(network, 'links')).port).toBe(port);
  });

  test('ends what runs for people with accounts when only links may be used from now on', async () => {
    const network = await started();
    const { port } = await setMode(network, 'people');
    const socket = net.connect({ port: port ?? 0, host: '127.0.0.1' });
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.once('error', () => undefined);
    await setMode(network, 'links');
    await ended;
    expect(network.state()).toMatchObject({ mode: 'links', port, failure: null });
  });

  test('says so when its port is taken at a later start, and opens at another one that is chosen', async () => {
    const first = await started();
    const { port } = await setMode(first, 'links');
    await stop(first);
    others.push(await occupy(port ?? 0));
    const second = await started();
    expect(second.state()).toMatchObject({
      mode: 'links',
      failure: { code: 'DOOR_PORT_TAKEN', data: { port } },
      baseUrl: null,
    });
    const free = await occupy(0);
    const other = portOf(free);
    await new Promise((resolve) => free.close(resolve));
    const state = await second.service.setPort(caller, { port: other }, undefined);
    expect(state).toMatchObject({ failure: null, port: other });
    expect(await canConnect(other)).toBe(true);
  });

  test('lets this computer in at another port while its own is taken, where there is no window', async () => {
    const first = await started({ loopbackWhenOff: true });
    const { port } = await setMode(first, 'links');
    await stop(first);
    others.push(await occupy(port ?? 0));
    const second = await started({ loopbackWhenOff: true });
    expect(second.state()).toMatchObject({ failure: { code: 'DOOR_PORT_TAKEN' }, baseUrl: null });
    expect(second.ownPort()).not.toBe(port);
    expect(await canConnect(second.ownPort() ?? 0)).toBe(true);
    const own = second.ownPort();
    await setMode(second, 'off');
    expect(second.ownPort()).toBe(own);
  });

  test('stays where it is when the port that is wished for is taken', async () => {
    const network = await started();
    const { port } = await setMode(network, 'links');
    const other = await occupy(0);
    others.push(other);
    const taken = portOf(other);
    await expect(network.service.setPort(caller, { port: taken }, undefined)).rejects.toMatchObject({
      code: 'DOOR_PORT_TAKEN',
    });
    expect(network.state()).toMatchObject({ port, failure: null });
    expect(await canConnect(port ?? 0)).toBe(true);
  });

  test('its opening and closing are in the activity of who did it, a change of audience is not', async () => {
    const network = await started();
    for (const mode of ['links', 'people', 'off'] as const) await setMode(network, mode);
    expect(done).toEqual(['networkOpened', 'networkClosed']);
  });
});

test('a lost key of the authority keeps the door closed until HTTPS is turned off, and is never passed over', async () => {
  const first = await started();
  await setMode(first, 'links');
  await first.service.setSecure(caller, { secure: true }, undefined);
  await stop(first);
  await writeFile(`${database.folder}/secrets.json`, 'damaged');
  const second = await started();
  expect(second.state()).toMatchObject({
    failure: { code: 'SECRETS_UNREADABLE' },
    baseUrl: null,
    secure: true,
  });
  const state = await second.service.setSecure(caller, { secure: false }, undefined);
  expect(state).toMatchObject({ failure: null, secure: false });
  expect(await canConnect(state.port ?? 0)).toBe(true);
});

describe('a person who came by the door', () => {
  const remote: Caller = { ...caller, desktop: false };

  test('gets the answer by it, with the port where it will be a moment later', async () => {
    const network = await started();
    const { port } = await setMode(network, 'people');
    const free = await occupy(0);
    const other = portOf(free);
    await new Promise((resolve) => free.close(resolve));
    const answer = await network.service.setPort(remote, { port: other }, undefined);
    expect(answer).toMatchObject({ port: other, baseUrl: `http://192.168.1.20:${String(other)}` });
    expect(await canConnect(port ?? 0)).toBe(true);
    await until(() => canConnect(other), 5000);
    expect(await canConnect(port ?? 0)).toBe(false);
  });

  test('is told at once that a port is taken', async () => {
    const network = await started();
    await setMode(network, 'people');
    const other = await occupy(0);
    others.push(other);
    await expect(network.service.setPort(remote, { port: portOf(other) }, undefined)).rejects.toMatchObject({
      code: 'DOOR_PORT_TAKEN',
    });
  });
});

describe('when the address changes', () => {
  test('links are new and the owner is told, once', async () => {
    const network = await started();
    const { port } = await setMode(network, 'links');
    interfaces = { wlan0: [v4('192.168.7.9')] };
    await network.look();
    await network.look();
    const url = `http://192.168.7.9:${String(port)}`;
    expect(network.state().baseUrl).toBe(url);
    expect(notices).toEqual([{ kind: 'addressChanged', url }]);
  });

  test('nobody is told while the door is closed', async () => {
    const network = await started();
    interfaces = { wlan0: [v4('192.168.7.9')] };
    await network.look();
    expect(network.state().address).toBe('192.168.7.9');
    expect(notices).toEqual([]);
  });

  test('nobody is told of a network that went and came back the same', async () => {
    const network = await started();
    await setMode(network, 'links');
    const before = interfaces;
    interfaces = {};
    await network.look();
    expect(network.state()).toMatchObject({ address: null, baseUrl: null });
    interfaces = before;
    await network.look();
    expect(network.state().address).toBe('192.168.1.20');
    expect(notices).toEqual([]);
  });

  test('a watcher hears of it', async () => {
    const network = await started();
    await setMode(network, 'links');
    const stopped = new AbortController();
    const stream = await network.service.watch(caller, undefined, stopped.signal);
    const heard: (string | null)[] = [];
    for await (const { address } of stream) {
      heard.push(address);
      if (heard.length === 2) break;
      interfaces = { wlan0: [v4('192.168.7.9')] };
      await network.look();
    }
    stopped.abort();
    expect(heard).toEqual(['192.168.1.20', '192.168.7.9']);
  });
});

describe('the address that a person chose', () => {
  test('is remembered, and is no news to anybody', async () => {
    const first = await started();
    await setMode(first, 'links');
    await first.service.chooseAddress(caller, { address: '172.17.0.1' }, undefined);
    await first.look();
    expect(notices).toEqual([]);
    await stop(first);
    expect((await started()).state()).toMatchObject({ chosenAddress: '172.17.0.1', address: '172.17.0.1' });
  });

  test('is replaced by the best one while it is not there, and used again afterwards', async () => {
    const network = await started();
    await network.service.chooseAddress(caller, { address: '172.17.0.1' }, undefined);
    const before = interfaces;
    interfaces = { wlan0: [v4('192.168.1.20')] };
    await network.look();
    expect(network.state()).toMatchObject({ chosenAddress: '172.17.0.1', address: '192.168.1.20' });
    interfaces = before;
    await network.look();
    expect(network.state().address).toBe('172.17.0.1');
  });
});

describe('hosts that are this computer', () => {
  test.each([
    'localhost',
    '127.0.0.1',
    '[::1]',
    '192.168.1.20',
    '172.17.0.1',
    'Nuvem-da-Joao.local',
    'nuvem-da-joao.local.',
  ])('%s is', async (host) => {
    const network = await started();
    await setMode(network, 'links');
    expect(network.isOwnHost(host)).toBe(true);
  });

  test.each([
    'example.com',
    '192.168.1.21',
    'localhost.example.com',
    '192.168.1.20.example.com',
    'other.local',
    '',
  ])('%j is not', async (host) => {
    const network = await started();
    await setMode(network, 'links');
    expect(network.isOwnHost(host)).toBe(false);
  });

  test('a new address is known before the addresses are looked at again', async () => {
    const network = await started();
    await setMode(network, 'links');
    interfaces = { wlan0: [v4('192.168.7.9')] };
    expect(network.isOwnHost('192.168.7.9')).toBe(true);
  });
});

describe('a test with a phone', () => {
  test('has an address that nobody guesses, and hears of the phone that opens it', async () => {
    const network = await started();
    await setMode(network, 'links');
    const { id, url } = await network.service.beginVisit(caller, undefined, undefined);
    const token = /\/t\/(?<token>[\w-]{22,})$/u.exec(url)?.groups?.['token'] ?? '';
    const stopped = new AbortController();
    const counts: number[] = [];
    for await (const { visits } of await network.service.watchVisit(caller, { id }, stopped.signal)) {
      counts.push(visits.length);
      if (counts.length === 2) break;
      expect(network.visited('wrong', { address: '192.168.1.33', device: 'Safari, iPhone' })).toBe(false);
      expect(network.visited(token, { address: '192.168.1.33', device: 'Safari, iPhone' })).toBe(true);
    }
    stopped.abort();
    expect(counts).toEqual([0, 1]);
  });

  test('cannot begin while no device can come in', async () => {
    const network = await started();
    expect(() => network.service.beginVisit(caller, undefined, undefined)).toThrow('NO_NETWORK');
  });
});
