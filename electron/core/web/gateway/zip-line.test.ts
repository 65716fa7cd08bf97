import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeZipPlaces } from '../bytes/zip-places.ts';
import { makeZipLine, type ZipLine } from './zip-line.ts';

const MIB = 1024 * 1024;
let server: http.Server;
let line: ZipLine;
/** In milliseconds; tests turn it. */
let clock = 0;
const open = new Set<IncomingMessage>();

beforeAll(async () => {
  server = http.createServer((request, response) => {
    void answerEndless(String(request.headers['x-device']), response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  for (const answer of open) answer.destroy();
  open.clear();
  clock = 0;
  line = makeZipLine(makeZipPlaces({ all: 3, ofOne: 2 }), () => clock);
});

/** An archive without an end. */
async function answerEndless(device: string, response: ServerResponse): Promise<void> {
  const place = await line.enter(device, response);
  if (place === null) {
    response.writeHead(503).end();
    return;
  }
  try {
    for (;;) await place.write(Buffer.alloc(MIB));
  } catch {
    place.leave();
  }
}

/** Asks for an archive without reading it. */
async function ask(device: string): Promise<IncomingMessage> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, agent: false, headers: { 'x-device': device } };
    http.get(options, resolve).once('error', reject);
  });
  answer.on('error', () => undefined);
  open.add(answer);
  return answer;
}

/** Lets time pass in which whoever reads goes on reading and the others take nothing. */
async function pass(milliseconds: number, readers: readonly IncomingMessage[] = []): Promise<void> {
  clock += milliseconds;
  for (const reader of readers) {
    let taken = 0;
    const more = (bytes: Buffer) => {
      taken += bytes.length;
    };
    reader.on('data', more);
    // More than the system keeps on the way, so that pieces have left since.
    await expect.poll(() => taken).toBeGreaterThan(32 * MIB);
    reader.removeListener('data', more);
    reader.pause();
  }
}

test('who does not read keeps their place while there is room', async () => {
  const idle = await ask('phone');
  await pass(60_000);
  expect((await ask('other')).statusCode).toBe(200);
  expect(idle.destroyed).toBe(false);
});

/** Asks until there is a place, while time passes in which some read on. */
async function comesIn(device: string, readers: readonly IncomingMessage[] = []): Promise<void> {
  const asked = async () => {
    // Those who do not read may be on their way to fill what the system keeps for them.
    await pass(31_000, readers);
    return (await ask(device)).statusCode;
  };
  await expect.poll(asked).toBe(200);
}

test('who does not read gives way to who wants a place, and who reads does not', async () => {
  const reader = await ask('one');
  const idle = [await ask('two'), await ask('two')];
  expect((await ask('newcomer')).statusCode).toBe(503);
  await comesIn('newcomer', [reader]);
  for (const answer of idle) answer.resume();
  await expect.poll(() => idle.filter(({ destroyed }) => destroyed)).toHaveLength(1);
  expect(reader.destroyed).toBe(false);
});

test('who reads keeps their place', async () => {
  const readers = [await ask('one'), await ask('two'), await ask('two')];
  await pass(31_000, readers);
  expect((await ask('newcomer')).statusCode).toBe(503);
});

test('a device that has all it may have gets another for one of its own that it does not read, and of nobody else', async () => {
  await ask('other');
  const own = [await ask('phone'), await ask('phone')];
  expect((await ask('phone')).statusCode).toBe(503);
  await pass(31_000, own);
  expect((await ask('phone')).statusCode).toBe(503);
  await comesIn('phone');
});

test('who asks before they begin hears whether there is a place, and takes none by it', async () => {
  const readers = [await ask('one'), await ask('two')];
  expect([line.hasPlace('one'), line.hasPlace('one'), line.hasPlace('newcomer')]).toEqual([true, true, true]);
  readers.push(await ask('two'));
  expect([line.hasPlace('one'), line.hasPlace('newcomer')]).toEqual([false, false]);
  expect(readers).toHaveLength(3);
  // What nobody reads is a place for who wants one.
  const free = async () => {
    await pass(31_000);
    return line.hasPlace('newcomer');
  };
  await expect.poll(free).toBe(true);
});
