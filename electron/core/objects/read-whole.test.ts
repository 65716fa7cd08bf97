import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { crc32 } from 'node:zlib';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import { silentLog } from '../lib/log.ts';
import { encodeCrc } from './checksum.ts';
import type { Connection } from './connection.ts';
import { directGet } from './direct-get.ts';
import { makeObjectStore, type ObjectStore } from './object-store.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
const damaged = { code: 'CONTENT_DAMAGED', data: { name: 'a.txt' } };

/** Every way to read a whole object but as a stream; each answers with the bytes. */
const WAYS = {
  async whole(store: ObjectStore, key: string, size: number, signal = never) {
    const into = Buffer.alloc(size);
    const crc = await store.readWhole({ key, name: 'a.txt', into, signal });
    if (crc !== crc32(into)) throw new Error('the sum is another one');
    return into;
  },
  async pieces(store: ObjectStore, key: string, size: number, signal = never) {
    const pieces: Buffer[] = [];
    const write = async (piece: Buffer) => {
      if (piece.length > MIB) throw new Error('a piece is too large');
      pieces.push(Buffer.from(piece));
      await new Promise(setImmediate);
    };
    await store.readPieces({ key, name: 'a.txt', size, write, signal });
    return Buffer.concat(pieces);
  },
} as const;

describe.each(Object.entries(WAYS))('an object of a real server read as %s', (_, read) => {
  let server: TestStore;
  beforeAll(async () => {
    server = await startTestStore();
  });
  afterAll(() => server.stop());
  test.each([0, 1, 300_000, MIB, 4 * MIB, 5 * MIB + 3])('is just what was stored: %i bytes', async (size) => {
    const bytes = randomBytes(size);
    const { key } = await server.stored(bytes);
    expect((await read(server.store, key, size)).equals(bytes)).toBe(true);
  });

  test('is each time the right one, however many are read at once', async () => {
    const contents = Array.from({ length: 40 }, (__, index) => randomBytes(50_000 * (index % 9)));
    const objects = await Promise.all(contents.map((content) => server.stored(content)));
    const found = await Promise.all(
      objects.map(({ key }, at) => read(server.store, key, contents[at]?.length ?? 0)),
    );
    found.forEach((bytes, at) => expect(bytes.equals(contents[at] ?? Buffer.alloc(0))).toBe(true));
  });

  test('is damaged when it is not there, or has another size', async () => {
    const { key } = await server.stored(randomBytes(1000));
    for (const [from, size] of [
      [server.store.newKey(), 1000],
      [key, 999],
      [key, 1001],
    ] as const)
      await expect(read(server.store, from, size)).rejects.toMatchObject(damaged);
  });

  test('is not read on when it is given up', async () => {
    const { key } = await server.stored(randomBytes(4 * MIB));
    const gone = new AbortController();
    const reading = read(server.store, key, 4 * MIB, gone.signal);
    gone.abort(new Error('not wanted'));
    await expect(reading).rejects.toThrow('not wanted');
  });
});

describe('of a server that answers as it likes', () => {
  let listener: http.Server;
  let answer: (response: http.ServerResponse) => void;
  let connection: Connection;
  let store: ObjectStore;
  beforeEach(async () => {
    listener = http.createServer((_request, response) => answer(response));
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    connection = {
      endpoint: `http://127.0.0.1:${String(address.port)}`,
      region: 'us-east-1',
      accessKey: 'key',
      secretKey: 'secret',
      bucket: 'bucket',
      managed: true,
    };
    store = makeObjectStore({
      connection: () => connection,
      whenRunning: () => Promise.resolve(connection),
      log: silentLog(),
    });
  });
  afterEach(() => {
    store.close();
    listener.closeAllConnections();
    listener.close();
  });

  test.each(Object.entries(WAYS))(
    'bytes that are not what was stored are damaged, read as %s',
    async (_, read) => {
      answer = (response) => {
        const sum = encodeCrc(crc32('what was stored'));
        response.writeHead(200, { 'content-length': 15, 'x-amz-checksum-crc32': sum }).end('what was STORED');
      };
      await expect(read(store, 'aa/key', 15)).rejects.toMatchObject(damaged);
    },
  );

  test('what the reader of pieces cannot do ends the reading', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': 9 * MIB }).end(Buffer.alloc(9 * MIB));
    };
    const full = new Error('full');
    const write = () => Promise.reject(full);
    const reading = store.readPieces({ key: 'aa/key', name: 'a.txt', size: 9 * MIB, write, signal: never });
    await expect(reading).rejects.toBe(full);
  });

  test('a reader may take its time, the store may not', async () => {
    const idleMs = 500;
    let rest: () => void = () => undefined;
    answer = (response) => {
      response.writeHead(200, { 'content-length': 2 * MIB }).write(Buffer.alloc(MIB));
      rest = () => void response.end(Buffer.alloc(MIB));
    };
    const request = { key: 'aa/key', headers: {}, signal: never, idleMs };
    const response = await directGet(connection, request);
    let took = 0;
    let full = true;
    const resting = response.deliver((piece) => {
      if (full) return 0;
      took += piece.length;
      if (took === MIB) rest();
      return piece.length;
    });
    await new Promise((resolve) => {
      setTimeout(resolve, idleMs * 2.5);
    });
    full = false;
    response.resume();
    await resting;
    expect(took).toBe(2 * MIB);

    const silent = await directGet(connection, request);
    await expect(silent.deliver((piece) => piece.length)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });
});
