import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { until } from '../../../../tests/support/core.ts';
import { giveBuffer, takeBuffer } from './read-buffers.ts';
import { LeftBehindError, openBody, type StoreBody } from './store-body.ts';

const MIB = 1024 * 1024;
/** For waits on states, in milliseconds. */
const LONG = 20_000;
const bytes = randomBytes(64 * MIB);
/** What a connection to the test's store was asked for. */
interface Question {
  readonly start: number;
}
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  // Whoever reads gives all memory back.
  await until(() => {
    const buffers = Array.from({ length: 48 }, () => takeBuffer(bytes.length));
    for (const buffer of buffers) giveBuffer(buffer);
    return buffers.every(({ length }) => length === MIB);
  }, LONG);
});

/** A store that has one object, tells what it was asked, and may break off after so many bytes of an answer. */
async function store({ breaksAfter = Number.POSITIVE_INFINITY } = {}) {
  const asked: Question[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.once('data', (data) => {
      const head = data.toString('latin1');
      const range = /range: bytes=(\d+)-(\d+)/u.exec(head);
      const start = Number(range?.[1] ?? 0);
      const end = Number(range?.[2] ?? bytes.length - 1) + 1;
      asked.push({ start });
      socket.write(
        `HTTP/1.1 ${range === null ? '200 OK' : '206 Partial Content'}\r\ncontent-length: ${String(end - start)}\r\n\r\n`,
      );
      if (end - start <= breaksAfter) socket.end(bytes.subarray(start, end));
      else socket.write(bytes.subarray(start, start + breaksAfter), () => socket.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  closers.push(async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${String(at.port)}/bucket/key`, asked, open };
}

/** Reads as far as it is let. */
class Reader {
  readonly #chunks: Buffer[] = [];
  readonly whole: Promise<'whole' | 'left behind' | 'broken'>;
  readonly #body: StoreBody;
  #limit: number;
  #done: (() => void) | null = null;
  got = 0;

  constructor(body: StoreBody, limit: number) {
    this.#body = body;
    this.#limit = limit;
    this.whole = body
      .deliver((piece, done) => this.#take(piece, done))
      .then(
        () => 'whole',
        (error: unknown) => (error instanceof LeftBehindError ? 'left behind' : 'broken'),
      );
  }

  /** Goes on until it has so many bytes. */
  to(limit: number): void {
    this.#limit = limit;
    if (this.got < limit) this.#giveBack();
  }

  leave(): void {
    this.#giveBack();
    this.#body.destroy();
  }

  isRight(start = 0): boolean {
    return Buffer.concat(this.#chunks).equals(bytes.subarray(start, start + this.got));
  }

  #take(piece: Buffer, done: () => void): void {
    this.#chunks.push(Buffer.from(piece));
    this.got += piece.length;
    this.#done = done;
    if (this.got < this.#limit || this.got === bytes.length) setImmediate(() => this.#giveBack());
  }

  #giveBack(): void {
    const done = this.#done;
    this.#done = null;
    done?.();
  }
}

interface Asked {
  readonly start?: number;
  readonly end?: number;
  readonly limit?: number;
  readonly query?: string;
  readonly host?: string;
}

async function reader(
  url: string,
  { start = 0, end = bytes.length, limit = Infinity, query = '', host }: Asked = {},
) {
  const body = await openBody({
    url: `${url}${query}`,
    ...(host === undefined ? {} : { host }),
    range: start === 0 && end === bytes.length ? null : { start, end: end - 1 },
    expectedBytes: end - start,
    signal: new AbortController().signal,
  });
  return new Reader(body, limit);
}

test('those who ask for the same at once are answered by one question to the store', async () => {
  const { url, asked, open } = await store();
  const readers = await Promise.all(Array.from({ length: 8 }, () => reader(url)));
  for (const one of readers) expect(await one.whole).toBe('whole');
  expect(readers.map((one) => one.isRight())).toEqual(readers.map(() => true));
  expect(asked).toHaveLength(1);
  await until(() => open.size === 0, LONG);
});

test('who comes a little later gets the beginning from memory', async () => {
  const { url, asked } = await store();
  const first = await reader(url, { limit: 2 * MIB });
  await until(() => first.got >= 2 * MIB, LONG);
  const second = await reader(url);
  first.to(Infinity);
  expect(await second.whole).toBe('whole');
  expect(await first.whole).toBe('whole');
  expect([first.isRight(), second.isRight()]).toEqual([true, true]);
  expect(asked).toHaveLength(1);
});

test('signatures and names to save under make no difference, what tells contents apart does', async () => {
  const { url, asked } = await store();
  const readers = await Promise.all(
    [
      '?X-Amz-Signature=1&response-content-type=a',
      '?X-Amz-Signature=2&x-mcm-share=b',
      '?versionId=3&X-Amz-Signature=3',
    ].map((query, at) => reader(url, { query, host: `${String(at)}.test` })),
  );
  for (const one of readers) expect(await one.whole).toBe('whole');
  expect(asked).toHaveLength(2);
});

test('other parts of an object are asked apart', async () => {
  const { url, asked } = await store();
  const readers = await Promise.all([
    reader(url),
    reader(url, { end: 40 * MIB }),
    reader(url, { start: 30 * MIB }),
  ]);
  for (const one of readers) expect(await one.whole).toBe('whole');
  expect([readers[1]?.isRight(), readers[2]?.isRight(30 * MIB)]).toEqual([true, true]);
  expect(asked.map(({ start }) => start).toSorted((a, b) => a - b)).toEqual([0, 0, 30 * MIB]);
});

test('nobody waits for somebody slow, who is told to ask for the rest', async () => {
  const { url, asked } = await store();
  const slow = await reader(url, { limit: 1 });
  const fast = await reader(url);
  expect(await fast.whole).toBe('whole');
  expect(fast.isRight()).toBe(true);
  expect(await slow.whole).toBe('left behind');
  slow.to(Infinity);
  expect(slow.isRight()).toBe(true);
  const rest = await reader(url, { start: slow.got });
  expect(await rest.whole).toBe('whole');
  expect(rest.isRight(slow.got)).toBe(true);
  expect(asked.map(({ start }) => start)).toEqual([0, slow.got]);
});

test('who takes nothing for long lets go of the store, and may go on later', async () => {
  const { url, open } = await store();
  const slow = await reader(url, { limit: 1 });
  expect(await slow.whole).toBe('broken');
  await until(() => open.size === 0, LONG);
  slow.to(Infinity);
  expect(slow.isRight()).toBe(true);
  const rest = await reader(url, { start: slow.got });
  expect(await rest.whole).toBe('whole');
});

test('who catches up with others goes on with them', async () => {
  const { url, asked, open } = await store();
  const ahead = await reader(url, { start: 8 * MIB, limit: 2 * MIB });
  await until(() => ahead.got >= 2 * MIB, LONG);
  const behind = await reader(url);
  await until(() => open.size === 1, LONG);
  expect(behind.got).toBeGreaterThan(7 * MIB);
  ahead.to(Infinity);
  expect([await behind.whole, await ahead.whole]).toEqual(['whole', 'whole']);
  expect([behind.isRight(), ahead.isRight(8 * MIB)]).toEqual([true, true]);
  expect(asked).toHaveLength(2);
});

test('who goes away ends nothing for the others, and the last one lets go of the store', async () => {
  const { url, asked, open } = await store();
  const [first, second] = [await reader(url, { limit: 1 }), await reader(url, { limit: 3 * MIB })];
  await until(() => second.got >= 3 * MIB, LONG);
  first.leave();
  expect(await first.whole).toBe('broken');
  expect(open.size).toBe(1);
  second.to(5 * MIB);
  await until(() => second.got >= 5 * MIB, LONG);
  second.leave();
  await until(() => open.size === 0, LONG);
  expect(asked).toHaveLength(1);
});

test('who gives up before the store answers does not take the answer from the others', async () => {
  const { url, asked } = await store();
  const given = new AbortController();
  const question = { url, range: null, expectedBytes: bytes.length };
  const opening = openBody({ ...question, signal: given.signal });
  const other = reader(url);
  given.abort();
  await expect(opening).rejects.toThrow('given up');
  expect(await (await other).whole).toBe('whole');
  expect(asked).toHaveLength(1);
});

test('everybody is told when the store breaks off', async () => {
  const { url } = await store({ breaksAfter: 5 * MIB });
  const readers = [await reader(url), await reader(url)];
  for (const one of readers) expect(await one.whole).toBe('broken');
  for (const one of readers) {
    expect(one.isRight()).toBe(true);
    expect(one.got).toBeLessThanOrEqual(5 * MIB);
  }
});

test('an object that nobody knows the size of is read to its end', async () => {
  const { url } = await store();
  const question = { url, range: null, expectedBytes: Number.POSITIVE_INFINITY };
  const body = await openBody({ ...question, signal: new AbortController().signal });
  expect(body.length).toBe(bytes.length);
  const one = new Reader(body, Infinity);
  expect(await one.whole).toBe('whole');
  expect(one.isRight()).toBe(true);
});
