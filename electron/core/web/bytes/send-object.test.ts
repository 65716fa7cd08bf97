import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { until } from '../../../../tests/support/core.ts';
import { startTestStore, type TestStore } from '../../../../tests/support/test-store.ts';
import { sendObject, type Sent, type SentObject } from './send-object.ts';

const MIB = 1024 * 1024;
let store: TestStore;
const key = 'ab/big';
const bytes = randomBytes(24 * MIB);
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  store = await startTestStore();
  await store.store.putBytes(key, bytes, { contentType: 'x/y', signal: new AbortController().signal });
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
afterAll(() => store.stop());

const address = () => store.store.presign(key, { expiresSeconds: 60 });

/** A door that answers everything with one object; tells what became of each answer. */
async function door(object: Partial<SentObject> & { url: string }) {
  const outcomes: Promise<Sent>[] = [];
  const server = http.createServer((_request, response) => {
    const none = new AbortController().signal;
    outcomes.push(sendObject(response, { status: 200, headers: {}, range: null, signal: none, ...object }));
  });
  const url = `http://127.0.0.1:${String(await listen(server))}/`;
  return { url, server, outcome: async () => outcomes.at(-1) };
}

/** A store that does just this with each connection. */
async function madeStore(answer: (socket: net.Socket, head: string) => void): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (head) => answer(socket, head.toString('latin1')));
  });
  return `http://127.0.0.1:${String(await listen(server))}/object`;
}

function get(url: string, agent?: http.Agent): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get(url, agent === undefined ? {} : { agent }, resolve).on('error', reject);
  });
}

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

test('an object arrives whole, with the headers given, and is told as complete', async () => {
  const { url, outcome } = await door({ url: address(), headers: { 'content-type': 'text/plain' } });
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain');
  expect(answer.headers.get('content-length')).toBe(String(bytes.length));
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  expect(await outcome()).toEqual({ bytes: bytes.length, complete: true });
});

test.each([
  [0, 0],
  [5, 5 * MIB],
  [23 * MIB, 24 * MIB - 1],
])('bytes %i to %i of it arrive alone', async (start, end) => {
  const { url, outcome } = await door({ url: address(), status: 206, range: { start, end } });
  const answer = await fetch(url);
  expect(answer.status).toBe(206);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(start, end + 1))).toBe(true);
  expect(await outcome()).toEqual({ bytes: end - start + 1, complete: true });
});

test('an empty object is an empty answer', async () => {
  await store.store.putBytes('ab/none', new Uint8Array(), {
    contentType: 'x/y',
    signal: new AbortController().signal,
  });
  const { url, outcome } = await door({ url: store.store.presign('ab/none', { expiresSeconds: 60 }) });
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(await outcome()).toEqual({ bytes: 0, complete: true });
});

test('many answers follow one another on one connection', async () => {
  const { url } = await door({ url: address(), status: 206, range: { start: 0, end: 99 } });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (let time = 0; time < 5; time += 1) {
    const got = await buffer(await get(url, agent));
    expect(got.equals(bytes.subarray(0, 100))).toBe(true);
  }
  agent.destroy();
});

test('an object that is not in the store is 503, and says nothing of the store', async () => {
  const { url, outcome } = await door({
    url: store.store.presign('no/such', { expiresSeconds: 60 }),
    headers: { 'content-type': 'text/plain' },
  });
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([503, '']);
  expect(await outcome()).toEqual({ bytes: 0, complete: false });
});

test('a store that is away is 503', async () => {
  const { url } = await door({ url: 'http://127.0.0.1:1/x' });
  expect((await fetch(url)).status).toBe(503);
});

test.each([
  ['no HTTP', 'ciao\r\n\r\n'],
  ['no length', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['another length', 'HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello world'],
  ['the whole where a part was asked for', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello'],
])('a store that answers with %s is 503', async (_what, text) => {
  const url = await madeStore((socket) => socket.end(text));
  const { url: at } = await door({ url, status: 206, range: { start: 0, end: 4 } });
  expect((await fetch(at)).status).toBe(503);
});

/** Gives a body of zeros as fast as it is taken; tells how much that was, in MiB, and whether it is held back. */
function giveZeros(socket: net.Socket, bytesLeft: number) {
  const told = { given: 0, isHeld: false };
  const chunk = Buffer.alloc(MIB);
  const more = () => {
    told.isHeld = false;
    for (let left = bytesLeft - told.given * MIB; left > 0; left -= MIB) {
      told.given += 1;
      told.isHeld = !socket.write(left < MIB ? chunk.subarray(0, left) : chunk);
      if (told.isHeld) return;
    }
    socket.end();
  };
  socket.on('drain', more);
  more();
  return told;
}

test('a reader that takes its time gets all of it', async () => {
  let told = { given: 0, isHeld: false };
  let asked = 0;
  const url = await madeStore((socket) => {
    asked += 1;
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${String(64 * MIB)}\r\n\r\n`);
    told = giveZeros(socket, 64 * MIB);
  });
  const { url: at, outcome } = await door({ url });
  const answer = await get(at);
  answer.pause();
  await until(() => told.isHeld, 20_000);
  answer.resume();
  await once(answer, 'end');
  expect(await outcome()).toEqual({ bytes: 64 * MIB, complete: true });
  expect(asked).toBe(1);
});

test('a reader that takes nothing for long does not keep the store busy meanwhile, and gets all of it', async () => {
  const size = 64 * MIB;
  const answers: { readonly given: number }[] = [];
  let open = 0;
  const url = await madeStore((socket, head) => {
    const start = Number(/range: bytes=(?<start>\d+)-/u.exec(head)?.groups?.['start'] ?? 0);
    open += 1;
    socket.once('close', () => (open -= 1));
    const left = size - start;
    const status = start === 0 ? '200 OK' : '206 Partial Content';
    socket.write(`HTTP/1.1 ${status}\r\ncontent-length: ${String(left)}\r\n\r\n`);
    answers.push(giveZeros(socket, left));
  });
  const { url: at, outcome } = await door({ url });
  const answer = await get(at);
  answer.pause();
  await until(() => answers.length === 1 && open === 0, 20_000);
  expect(answers[0]?.given).toBeLessThan(48);
  answer.resume();
  await once(answer, 'end');
  expect(await outcome()).toEqual({ bytes: size, complete: true });
  expect(answers.length).toBeGreaterThan(1);
});

test('a store that breaks off is asked for the rest, once it gave anything', async () => {
  const asked: (string | undefined)[] = [];
  const whole = bytes.subarray(0, 3 * MIB);
  const url = await madeStore((socket, head) => {
    const from = /range: bytes=(\d+)-/u.exec(head)?.[1];
    asked.push(from);
    const rest = whole.subarray(Number(from ?? 0));
    const status = from === undefined ? '200 OK' : '206 Partial Content';
    socket.write(`HTTP/1.1 ${status}\r\ncontent-length: ${String(rest.length)}\r\n\r\n`);
    socket.end(rest.subarray(0, MIB));
  });
  const { url: at, outcome } = await door({ url });
  const answer = await fetch(at);
  expect(Buffer.from(await answer.arrayBuffer()).equals(whole)).toBe(true);
  expect(asked).toEqual([undefined, String(MIB), String(2 * MIB)]);
  expect(await outcome()).toEqual({ bytes: 3 * MIB, complete: true });
});

test('a store that stays away in the middle breaks the answer, which nobody takes for the whole', async () => {
  let times = 0;
  const url = await madeStore((socket) => {
    times += 1;
    if (times > 1) socket.destroy();
    else socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nbegun');
  });
  const { url: at, outcome } = await door({ url });
  const answer = await fetch(at);
  await expect(answer.text()).rejects.toThrow('terminated');
  expect(await outcome()).toEqual({ bytes: 5, complete: false });
});

test('a signal breaks the answer at once, and lets go of the store', async () => {
  const stop = new AbortController();
  const gone: Promise<unknown>[] = [];
  const url = await madeStore((socket) => {
    gone.push(once(socket, 'close'));
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nbegun');
  });
  const { url: at, outcome } = await door({ url, signal: stop.signal });
  const answer = await fetch(at);
  stop.abort();
  await expect(answer.text()).rejects.toThrow('terminated');
  expect(await outcome()).toMatchObject({ complete: false });
  await Promise.all(gone);
});

test('a signal that aborted before leaves no answer', async () => {
  const { url, outcome } = await door({ url: address(), signal: AbortSignal.abort() });
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  expect(await outcome()).toEqual({ bytes: 0, complete: false });
});

test('a reader that goes away while the store thinks lets go of the store', async () => {
  let closed: Promise<unknown> | undefined;
  const url = await madeStore((socket) => {
    closed = once(socket, 'close');
  });
  const { url: at, outcome } = await door({ url });
  const request = http.get(at);
  request.on('error', () => undefined);
  await until(() => closed !== undefined, 5000);
  request.destroy();
  await closed;
  expect(await outcome()).toEqual({ bytes: 0, complete: false });
});

test('many readers at once each get their own bytes', async () => {
  const { url } = await door({ url: address(), status: 206, range: { start: MIB, end: 2 * MIB - 1 } });
  const all = await Promise.all(Array.from({ length: 100 }, async () => buffer(await get(url))));
  expect(all.every((one) => one.equals(bytes.subarray(MIB, 2 * MIB)))).toBe(true);
});

test('a store that takes the question and says nothing is given up', async () => {
  // A minute, asked every three seconds, is too long to wait for here.
  // oxlint-disable-next-line typescript/unbound-method -- called with the socket itself
  const { setTimeout: later } = net.Socket.prototype;
  const sooner = vi.spyOn(net.Socket.prototype, 'setTimeout').mockImplementation(function sooner(
    this: net.Socket,
    milliseconds,
    then,
  ) {
    return later.call(this, milliseconds === 3000 ? 5 : milliseconds, then);
  });
  closers.push(() => Promise.resolve(sooner.mockRestore()));
  const { url, outcome } = await door({ url: await madeStore(() => undefined) });
  expect((await get(url)).statusCode).toBe(503);
  expect(await outcome()).toEqual({ bytes: 0, complete: false });
});
