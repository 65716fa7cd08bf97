import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '../../../../tests/support/core.ts';
import { startTestStore, type TestStore } from '../../../../tests/support/test-store.ts';
import { forwardPut, type ForwardedPut, type PutOutcome } from './forward-put.ts';

const MIB = 1024 * 1024;
const { signal } = new AbortController();
let store: TestStore;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  store = await startTestStore();
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
afterAll(() => store.stop());

const labels = { name: 'n', ownerId: 'o', objectId: 'i' };

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  return at.port;
}

/** A door that hands every body on to one place; tells what became of each. */
async function door(put: Partial<ForwardedPut> & Pick<ForwardedPut, 'url' | 'bytes'>) {
  const outcomes: PutOutcome[] = [];
  const server = http.createServer((request, response) => {
    void forwardPut(request, { headers: {}, signal, ...put }).then((outcome) => {
      outcomes.push(outcome);
      response.writeHead(200, { 'content-length': '0' }).end();
    });
  });
  const port = await listen(server);
  return {
    port,
    url: `http://127.0.0.1:${String(port)}/`,
    outcomes,
    outcome: () => until(() => outcomes.length > 0, 10_000),
  };
}

/** A store that does just this with each connection. */
async function madeStore(answer: (socket: net.Socket) => void): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket);
  });
  return `http://127.0.0.1:${String(await listen(server))}/object`;
}

/** Begins a PUT on a connection of its own. */
async function begin(port: number, bytes: number): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`PUT / HTTP/1.1\r\nhost: x\r\ncontent-length: ${String(bytes)}\r\n\r\n`);
  return socket;
}

test.each([0, 1, 5 * MIB + 3])('a body of %i bytes becomes an object', async (size) => {
  const key = store.store.newKey();
  const bytes = randomBytes(size);
  const { url, headers } = await store.store.presignWhole(key, labels);
  const at = await door({ url, headers, bytes: size });
  await fetch(at.url, { method: 'PUT', body: bytes });
  await at.outcome();
  expect(at.outcomes).toEqual([
    { kind: 'stored', etag: expect.stringMatching(/^"[\da-f]{32}"$/u) as unknown },
  ]);
  expect((await store.store.stat(key, signal))?.size).toBe(size);
});

test('a body that breaks off becomes nothing', async () => {
  const key = store.store.newKey();
  const { url, headers } = await store.store.presignWhole(key, labels);
  const at = await door({ url, headers, bytes: MIB });
  const socket = await begin(at.port, MIB);
  socket.write(Buffer.alloc(MIB / 2), () => socket.destroy());
  await at.outcome();
  expect(at.outcomes).toEqual([{ kind: 'broken' }]);
  expect(await store.store.stat(key, signal)).toBeNull();
});

test('a signal ends what has not come, and lets go of the store', async () => {
  const stop = new AbortController();
  let gone = false;
  const url = await madeStore((socket) => {
    socket.resume();
    socket.once('close', () => {
      gone = true;
    });
  });
  const at = await door({ url, bytes: MIB, signal: stop.signal });
  const socket = await begin(at.port, MIB);
  socket.write('some');
  await new Promise((resolve) => setTimeout(resolve, 50));
  stop.abort();
  await at.outcome();
  expect(at.outcomes).toEqual([{ kind: 'broken' }]);
  await until(() => gone, 5000);
});

test('what has come whole is waited for in spite of a signal', async () => {
  const stop = new AbortController();
  const url = await madeStore((socket) => {
    let got = 0;
    socket.on('data', (data) => {
      got += data.length;
      if (got < MIB) return;
      setTimeout(() => stop.abort(), 50);
      setTimeout(() => socket.end('HTTP/1.1 200 OK\r\netag: "e"\r\ncontent-length: 0\r\n\r\n'), 150);
    });
  });
  const at = await door({ url, bytes: MIB, signal: stop.signal });
  const socket = await begin(at.port, MIB);
  socket.write(Buffer.alloc(MIB));
  await at.outcome();
  expect(at.outcomes).toEqual([{ kind: 'stored', etag: '"e"' }]);
});

test.each([
  ['refuses', 'HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n', 'refused'],
  ['is full', 'HTTP/1.1 507 Full\r\ncontent-length: 0\r\n\r\n', 'away'],
  ['says yes before it has all', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n', 'away'],
  ['speaks no HTTP', 'ciao\r\n\r\n', 'away'],
  ['says nothing and goes', '', 'away'],
])('a store that %s is told apart', async (_what, text, kind) => {
  const url = await madeStore((socket) => socket.once('data', () => socket.end(text)));
  const at = await door({ url, bytes: 8 * MIB });
  const socket = await begin(at.port, 8 * MIB);
  socket.write('some');
  await at.outcome();
  expect(at.outcomes).toEqual([{ kind }]);
});

test('a store that is not there is away', async () => {
  const at = await door({ url: 'http://127.0.0.1:1/', bytes: 4 });
  await fetch(at.url, { method: 'PUT', body: 'some' });
  expect(at.outcomes).toEqual([{ kind: 'away' }]);
});

test('a slow store holds the sender back', async () => {
  const url = await madeStore((socket) => socket.pause());
  const at = await door({ url, bytes: 512 * MIB });
  const socket = await begin(at.port, 512 * MIB);
  let sent = 0;
  const chunk = Buffer.alloc(MIB);
  const more = () => {
    while (sent < 512 && socket.write(chunk)) sent += 1;
  };
  socket.on('drain', () => {
    sent += 1;
    more();
  });
  more();
  let before = -1;
  await until(async () => {
    const same = sent === before;
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return same;
  }, 10_000);
  expect(sent).toBeLessThan(64);
});
