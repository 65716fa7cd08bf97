import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import type { Connection } from './connection.ts';
import { makePipelined, mayPipeline, type Pipelined } from './pipelined.ts';

const never = new AbortController().signal;
let pipelined: Pipelined;
beforeEach(() => {
  pipelined = makePipelined();
});
afterEach(() => pipelined.close());

describe('against a real server', () => {
  let server: TestStore;
  beforeAll(async () => {
    server = await startTestStore();
  });
  afterAll(() => server.stop());
  const connection = () => {
    const now = server.connection();
    if (now === null) throw new Error('the server does not run');
    return now;
  };

  test('brings each of many objects to whoever asked for it', async () => {
    const contents = Array.from({ length: 60 }, (_, index) => randomBytes(index * 997));
    const keys = contents.map(() => `aa/${randomUUID()}`);
    await Promise.all(
      keys.map((key, at) => server.client().putObject(server.bucket, key, contents[at] ?? '')),
    );

    const answers = await Promise.all(
      keys.map((key, at) =>
        pipelined.get(connection(), { key, headers: {}, size: contents[at]?.length ?? 0 }),
      ),
    );

    expect(answers.map((answer) => answer !== null && Buffer.from(answer.bytes))).toEqual(contents);
  });

  test('asks for a key of any letters, again on another connection', async () => {
    const key = "ee/ção é 'x' (1)*~.txt";
    await server.client().putObject(server.bucket, key, 'there');
    const headers = { 'x-amz-checksum-mode': 'ENABLED' };
    const first = await pipelined.get(connection(), { key, headers, size: 5 });
    pipelined.close();
    const second = await pipelined.get(connection(), { key, headers, size: 5 });
    const texts = [first, second].map((one) => Buffer.from(one?.bytes ?? []).toString());
    expect(texts).toEqual(['there', 'there']);
  });

  test('a secret that is not the right one brings nothing', async () => {
    await server.client().putObject(server.bucket, 'ff/there', 'there');
    const wrong = { ...connection(), secretKey: 'guessed' };
    expect(await pipelined.get(wrong, { key: 'ff/there', headers: {}, size: 5 })).toBeNull();
  });

  test('gives back the memory of what it could not bring', async () => {
    const freed: number[] = [];
    const own = makePipelined((size) => ({ bytes: new Uint8Array(size), free: () => freed.push(size) }));
    expect(await own.get(connection(), { key: 'gg/missing', headers: {}, size: 7 })).toBeNull();
    own.close();
    expect(freed).toEqual([7]);
  });

  test('answers with nothing for an object that is not there, and goes on with others', async () => {
    await server.client().putObject(server.bucket, 'bb/there', 'there');
    const missing = await pipelined.get(connection(), { key: 'bb/missing', headers: {}, size: 5 });
    const there = await pipelined.get(connection(), { key: 'bb/there', headers: {}, size: 5 });
    expect(missing).toBeNull();
    expect(Buffer.from(there?.bytes ?? []).toString()).toBe('there');
  });

  test('answers with nothing for an object of another size or etag', async () => {
    await server.client().putObject(server.bucket, 'cc/other', 'longer than thought');
    expect(await pipelined.get(connection(), { key: 'cc/other', headers: {}, size: 3 })).toBeNull();
    const headers = { 'if-match': '"another"' };
    expect(await pipelined.get(connection(), { key: 'cc/other', headers, size: 19 })).toBeNull();
  });

  const put = (key: string, bytes: Uint8Array, headers = {}, signal = never) =>
    pipelined.put(connection(), { key, headers, bytes, signal });

  test('each of many objects holds its own bytes, and its etag is told', async () => {
    const contents = Array.from({ length: 60 }, (_, index) => randomBytes(index * 997));
    const keys = contents.map(() => `pp/${randomUUID()}`);

    const answers = await Promise.all(keys.map((key, at) => put(key, contents[at] ?? Buffer.alloc(0))));

    const stored = await Promise.all(
      keys.map(async (key) => buffer(await server.client().getObject(server.bucket, key))),
    );
    expect(stored).toEqual(contents);
    expect(answers.map((answer) => answer?.headers.etag)).toEqual(
      contents.map((bytes) => `"${createHash('md5').update(bytes).digest('hex')}"`),
    );
  });

  test('what was altered on the way is not stored', async () => {
    const wrong = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    expect(await put('qq/altered', Buffer.from('x'), wrong)).toBeNull();
    await expect(server.client().statObject(server.bucket, 'qq/altered')).rejects.toThrow('Not Found');
  });

  test('nobody waits for what was given up', async () => {
    const control = new AbortController();
    const asked = put('rr/given up', randomBytes(200_000), {}, control.signal);
    control.abort();
    expect(await asked).toBeNull();
    expect(await put('rr/never begun', Buffer.from('x'), {}, control.signal)).toBeNull();
    await expect(server.client().statObject(server.bucket, 'rr/never begun')).rejects.toThrow('Not Found');
  });
});

describe('against a server that answers as it likes', () => {
  const sockets: net.Socket[] = [];
  let listener: net.Server;
  /** What it sends for the whole of what it was asked. */
  let answer: (socket: net.Socket, requests: number) => void;
  let connection: Connection;

  beforeEach(async () => {
    listener = net.createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (data) => answer(socket, data.toString().split('GET ').length - 1));
    });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    connection = {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'us-east-1',
      accessKey: 'key',
      secretKey: 'secret',
      bucket: 'bucket',
      managed: true,
    };
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    listener.close();
  });
  const ask = (size: number) => pipelined.get(connection, { key: 'dd/key', headers: {}, size });

  test('puts an answer together that comes byte by byte', async () => {
    answer = (socket) => {
      void (async () => {
        for (const byte of 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nETag: "e"\r\n\r\nfour') {
          socket.write(byte);
          await new Promise(setImmediate);
        }
      })();
    };
    const got = await ask(4);
    expect(Buffer.from(got?.bytes ?? []).toString()).toBe('four');
    expect(got?.headers.etag).toBe('"e"');
  });

  test('keeps answers apart that come in one piece', async () => {
    answer = (socket, requests) => {
      const body = (index: number) => `HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n${index}!`;
      socket.write(Array.from({ length: requests }, (_, index) => body(index)).join(''));
    };
    const got = await Promise.all(Array.from({ length: 4 }, () => ask(2)));
    expect(
      got.map((one) =>
        Buffer.from(one?.bytes ?? [])
          .toString()
          .at(1),
      ),
    ).toEqual(['!', '!', '!', '!']);
  });

  test.each([
    ['breaks in the middle of a body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort'],
    ['does not say how long the body is', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['refuses', 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'],
    ['never ends its head', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(5000)}`],
    ['says something else', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ])('answers with nothing where the server %s', async (_case, text) => {
    answer = (socket) => socket.end(text);
    expect(await ask(9)).toBeNull();
  });

  test('none of those stored at a time is said to be stored where the server refuses', async () => {
    answer = (socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
    const request = { key: 'dd/key', headers: {}, bytes: Buffer.from('x'), signal: never };
    expect(await Promise.all([1, 2, 3].map(() => pipelined.put(connection, request)))).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('answers everybody with nothing when it is closed', async () => {
    answer = () => pipelined.close();
    expect(await Promise.all([ask(1), ask(1), ask(1)])).toEqual([null, null, null]);
  });
});

test('only our own server over plain HTTP is asked so', () => {
  const base = { region: '', accessKey: '', secretKey: '', bucket: '' };
  expect(mayPipeline({ ...base, endpoint: 'http://127.0.0.1:9', managed: true })).toBe(true);
  expect(mayPipeline({ ...base, endpoint: 'http://127.0.0.1:9', managed: false })).toBe(false);
  expect(mayPipeline({ ...base, endpoint: 'https://s3.example', managed: true })).toBe(false);
});
