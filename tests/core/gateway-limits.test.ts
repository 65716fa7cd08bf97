import { once } from 'node:events';
import https from 'node:https';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { issueLeaf, makeAuthority } from '../../electron/core/network/certificates.ts';
import type { DoorLimits } from '../../electron/core/web/gateway/limits.ts';
import type { Route } from '../../electron/core/web/gateway/route.ts';
import { readBody } from '../../electron/core/web/gateway/body.ts';
import { openTestDoor, send, type TestDoor } from '../support/door.ts';
import { openRaw, sendRaw } from '../support/raw-http.ts';

/** Another device: Linux answers at all of 127.0.0.0/8. */
const OTHER = '127.0.0.2';
const LINUX = process.platform === 'linux';

const everything: Route = {
  modes: ['people'],
  anyOrigin: true,
  largestBody: 64 * 1024 * 1024,
  matches: (_method, path) => path !== '/nothing',
  async handle({ request, response, secure, origin }) {
    const body = await readBody(request, 64 * 1024 * 1024);
    response.end(`${origin} ${String(secure)} ${String(body?.length)}`);
  },
};
const endless: Route = {
  ...everything,
  matches: (_method, path) => path === '/endless',
  handle({ response, signal }) {
    const chunk = Buffer.alloc(64 * 1024);
    const more = () => {
      while (!signal.aborted && response.write(chunk));
    };
    response.on('drain', more);
    more();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
  },
};
const trust: Route = { ...everything, plain: true, matches: (_method, path) => path === '/trust' };

let door: TestDoor;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await door.close();
});
async function open(
  limits: Partial<DoorLimits>,
  more: Parameters<typeof openTestDoor>[1] = {},
): Promise<void> {
  door = await openTestDoor([trust, endless, everything], { limits: { watchMs: 20, ...limits }, ...more });
}
async function connect(localAddress?: string): Promise<Socket> {
  const socket = await openRaw(door.port, localAddress);
  sockets.push(socket);
  return socket;
}
/** Waits for its end, whichever way it comes. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
const host = () => `Host: 127.0.0.1:${String(door.port)}\r\n`;

test('a connection that says nothing is ended, and so is one whose head comes a byte at a time', async () => {
  await open({ headMs: 800 });
  const silent = await connect();
  const dripping = await connect();
  const head = `GET / HTTP/1.1\r\n${host()}X: ${'a'.repeat(500)}`;
  let at = 0;
  const drip = setInterval(() => dripping.write(head[at++] ?? 'a'), 10);
  await Promise.all([closed(silent), closed(dripping)]);
  clearInterval(drip);
  expect((await send(door.origin, '/')).status).toBe(200);
});

test('a body that comes too slowly is ended; one that goes on is not', async () => {
  await open({ bodyMs: 3000, bodyBytes: 2000 });
  const post = `POST / HTTP/1.1\r\n${host()}Content-Length: 100000\r\nConnection: close\r\n\r\n`;
  const slow = await connect();
  slow.write(post);
  const drip = setInterval(() => slow.write('a'), 10);
  const steady = await connect();
  let answer = '';
  steady.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  steady.write(post);
  for (let part = 0; part < 40; part += 1) {
    steady.write('a'.repeat(4000));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!slow.destroyed) await closed(slow);
  clearInterval(drip);
  if (!steady.destroyed) await closed(steady);
  expect(answer).toContain('100000');
});

test('an answer that nobody reads is given up', async () => {
  await open({ unreadMs: 150 });
  const lazy = await connect();
  lazy.pause();
  lazy.write(`GET /endless HTTP/1.1\r\n${host()}\r\n`);
  // A paused socket does not notice its end by itself: writing does.
  const poke = setInterval(() => lazy.write('x'), 20);
  await once(lazy, 'error').catch(() => undefined);
  clearInterval(poke);
  expect((await send(door.origin, '/')).status).toBe(200);
});

test.runIf(LINUX)(
  'one device has so many connections and no more, and the others come in meanwhile',
  async () => {
    await open({ connectionsOfOne: 20, connections: 40 });
    const mine = await Promise.all(Array.from({ length: 200 }, () => connect()));
    await expect.poll(() => mine.filter((socket) => !socket.destroyed).length).toBe(20);
    expect((await send(door.origin, '/', { localAddress: OTHER })).status).toBe(200);
    for (const socket of mine) socket.destroy();
    await expect
      .poll(() =>
        send(door.origin, '/').then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  },
);

test.runIf(LINUX)('when the door is full, the device that has most gives way', async () => {
  await open({ connectionsOfOne: 1000, connections: 100 });
  const many = await Promise.all(Array.from({ length: 100 }, () => connect(OTHER)));
  await expect.poll(() => many.filter((socket) => !socket.destroyed).length).toBe(100);
  for (let request = 0; request < 5; request += 1) expect((await send(door.origin, '/')).status).toBe(200);
  expect(many.filter((socket) => !socket.destroyed).length).toBeGreaterThanOrEqual(95);
});

test('thousands of connections leave nothing behind', async () => {
  await open({});
  const held = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  const before = held();
  for (let round = 0; round < 5; round += 1) {
    const many = await Promise.all(Array.from({ length: 500 }, () => connect()));
    for (const socket of many) socket.destroy();
  }
  await expect.poll(held).toBeLessThanOrEqual(before);
  await expect
    .poll(() =>
      send(door.origin, '/').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test.runIf(LINUX)(
  'a device that asks too much waits, the others do not, and it may go on later',
  async () => {
    await open({ burst: 10, perSecond: 20 });
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async () => (await send(door.origin, '/')).status),
    );
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(statuses).toContain(429);
    expect((await send(door.origin, '/', { localAddress: OTHER })).status).toBe(200);
    await expect.poll(async () => (await send(door.origin, '/')).status, { interval: 100 }).toBe(200);
  },
);

test.runIf(LINUX)('handshakes count too: a device that makes too many is not given more', async () => {
  const authority = await makeAuthority('Test', [], new Date());
  const leaf = await issueLeaf(authority, ['127.0.0.1'], new Date());
  await open({ burst: 5, perSecond: 0.001 }, { secure: leaf });
  const shaken = async (localAddress: string) => {
    const socket = tls.connect({
      socket: await connect(localAddress),
      host: '127.0.0.1',
      ca: authority.cert,
    });
    return new Promise<boolean>((resolve) => {
      socket.once('secureConnect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
  };
  const mine = await Promise.all(Array.from({ length: 20 }, () => shaken('127.0.0.1')));
  expect(mine.filter(Boolean)).toHaveLength(5);
  expect(await shaken(OTHER)).toBe(true);
});

test('requests that do not wait for answers are ended', async () => {
  await open({});
  const one = `GET /endless HTTP/1.1\r\n${host()}\r\n`;
  expect(await sendRaw(door.port, one.repeat(20))).not.toContain('HTTP/1.1 200 OK\r\nHTTP');
  expect((await send(door.origin, '/')).status).toBe(200);
});

test('closing ends everything that runs, at once', async () => {
  await open({});
  const reading = await connect();
  reading.on('data', () => undefined);
  reading.write(`GET /endless HTTP/1.1\r\n${host()}\r\n`);
  const idle = await connect();
  await once(reading, 'data');
  const ended = Promise.all([closed(reading), closed(idle)]);
  await door.close();
  await ended;
  expect(reading.destroyed && idle.destroyed).toBe(true);
});

test('opened again as it is, it ends nothing, not even for a new certificate', async () => {
  const authority = await makeAuthority('Test', [], new Date());
  const first = await issueLeaf(authority, ['127.0.0.1'], new Date());
  await open({}, { secure: first });
  const served = async () => {
    const socket = tls.connect({ port: door.port, host: '127.0.0.1', ca: authority.cert });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    return { socket, fingerprint256 };
  };
  const before = await served();
  const second = await issueLeaf(authority, ['127.0.0.1'], new Date());
  expect(await door.open({ port: door.port, secure: second })).toEqual({ port: door.port });
  const after = await served();
  expect(after.fingerprint256).not.toBe(before.fingerprint256);
  before.socket.write(`GET / HTTP/1.1\r\n${host()}\r\n`);
  expect(String((await once(before.socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /u);
  before.socket.destroy();
  after.socket.destroy();
});

test('what goes on sending after it was refused is ended', async () => {
  await open({});
  const stubborn = await connect();
  stubborn.write(`POST /nothing HTTP/1.1\r\n${host()}Content-Length: 900000\r\n\r\n`);
  const pour = setInterval(() => stubborn.write(Buffer.alloc(100)), 10);
  await closed(stubborn);
  clearInterval(pour);
  expect((await send(door.origin, '/')).status).toBe(200);
});

test('a body that nobody reads is not taken into memory', async () => {
  await open({});
  const pouring = await connect();
  const bytes = 60 * 1024 * 1024;
  pouring.write(`POST /endless HTTP/1.1\r\n${host()}Content-Length: ${String(bytes)}\r\n\r\n`);
  pouring.write(Buffer.alloc(bytes));
  await new Promise((resolve) => setTimeout(resolve, 300));
  // What is on its way is in buffers of the system, a few MiB.
  expect(pouring.writableLength).toBeGreaterThan(0);
  expect((await send(door.origin, '/')).status).toBe(200);
});

test('it moves to another port, and the one before is free', async () => {
  await open({});
  const before = door.port;
  const { port } = await door.open({ port: null });
  expect(port).not.toBe(before);
  await expect(send(door.origin, '/')).rejects.toThrow('ECONNREFUSED');
  expect((await send(`http://127.0.0.1:${String(port)}`, '/')).status).toBe(200);
});

test.runIf(LINUX)('it can be opened to this computer alone', async () => {
  await open({});
  const { port } = await door.open({ port: null, loopbackOnly: true });
  expect((await send(`http://127.0.0.1:${String(port)}`, '/')).status).toBe(200);
  await expect(send(`http://${OTHER}:${String(port)}`, '/')).rejects.toThrow('ECONNREFUSED');
});

test.runIf(LINUX)(
  'this computer is answered while the door opens to others and is closed to them',
  async () => {
    await open({ lastAnswersMs: 60_000 });
    const { port } = await door.open({ port: null, loopbackOnly: true });
    const ask = async (localAddress?: string) => {
      const socket = await openRaw(port, localAddress);
      sockets.push(socket);
      socket.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nContent-Length: 2\r\n\r\na`);
      return socket;
    };
    const answer = async (socket: Socket) => {
      socket.write('b');
      return String((await once(socket, 'data'))[0]);
    };
    const opening = await ask();
    await door.open({ port });
    expect(await answer(opening)).toContain('200 OK');

    const [closing, other] = [await ask(), await ask(OTHER)];
    await door.open({ port, loopbackOnly: true });
    await closed(other);
    expect(await answer(closing)).toContain('200 OK');

    const left = await ask();
    await door.open({ port });
    await door.close();
    await closed(left);
  },
);

test('with HTTPS, the one port speaks both, and plain requests are led to it', async () => {
  const authority = await makeAuthority('Test', [], new Date());
  const leaf = await issueLeaf(authority, ['127.0.0.1'], new Date());
  await open({ headMs: 2000 }, { secure: leaf });
  const secure = (path: string) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: door.port, path, ca: authority.cert, agent: false };
      https
        .get(options, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          );
        })
        .once('error', reject);
    });
  const answered = await secure('/');
  expect(answered.text).toBe(`${door.origin.replace('http', 'https')} true 0`);
  expect(answered.headers['cross-origin-opener-policy']).toBe('same-origin');

  const led = await send(door.origin, '/files?a=1');
  expect(led.status).toBe(307);
  expect(led.headers.location).toBe(`https://127.0.0.1:${String(door.port)}/files?a=1`);
  expect((await send(door.origin, '/', { method: 'POST', body: 'x' })).status).toBe(403);
  expect((await send(door.origin, '/trust')).body.toString()).toContain('false');
  expect((await send(door.origin, '/', { headers: { host: 'evil.example' } })).status).toBe(421);

  const stuck = await connect();
  stuck.write(Buffer.from([0x16, 0x03]));
  const garbage = await connect();
  garbage.write(Buffer.concat([Buffer.from([0x16]), Buffer.alloc(2000, 7)]));
  await Promise.all([closed(stuck), closed(garbage)]);
  expect((await secure('/')).status).toBe(200);
});
