import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import type { Connection } from './connection.ts';
import { makePipelinedGets, mayPipeline, type PipelinedGets } from './pipelined-get.ts';

let gets: PipelinedGets;
beforeEach(() => {
  gets = makePipelinedGets();
});
afterEach(() => gets.close());

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
      keys.map((key, at) => gets.get(connection(), { key, headers: {}, size: contents[at]?.length ?? 0 })),
    );

    expect(answers.map((answer) => answer !== null && Buffer.from(answer.bytes))).toEqual(contents);
  });

  test('asks for a key of any letters, again on another connection', async () => {
    const key = "ee/ção é 'x' (1)*~.txt";
    await server.client().putObject(server.bucket, key, 'there');
    const headers = { 'x-amz-checksum-mode': 'ENABLED' };
    const first = await gets.get(connection(), { key, headers, size: 5 });
    gets.close();
    const second = await gets.get(connection(), { key, headers, size: 5 });
    const texts = [first, second].map((one) => Buffer.from(one?.bytes ?? []).toString());
    expect(texts).toEqual(['there', 'there']);
  });

  test('a secret that is not the right one brings nothing', async () => {
    await server.client().putObject(server.bucket, 'ff/there', 'there');
    const wrong = { ...connection(), secretKey: 'guessed' };
    expect(await gets.get(wrong, { key: 'ff/there', headers: {}, size: 5 })).toBeNull();
  });

  test('gives back the memory of what it could not bring', async () => {
    const freed: number[] = [];
    const own = makePipelinedGets((size) => ({ bytes: new Uint8Array(size), free: () => freed.push(size) }));
    expect(await own.get(connection(), { key: 'gg/missing', headers: {}, size: 7 })).toBeNull();
    own.close();
    expect(freed).toEqual([7]);
  });

  test('answers with nothing for an object that is not there, and goes on with others', async () => {
    await server.client().putObject(server.bucket, 'bb/there', 'there');
    const missing = await gets.get(connection(), { key: 'bb/missing', headers: {}, size: 5 });
    const there = await gets.get(connection(), { key: 'bb/there', headers: {}, size: 5 });
    expect(missing).toBeNull();
    expect(Buffer.from(there?.bytes ?? []).toString()).toBe('there');
  });

  test('answers with nothing for an object of another size or etag', async () => {
    await server.client().putObject(server.bucket, 'cc/other', 'longer than thought');
    expect(await gets.get(connection(), { key: 'cc/other', headers: {}, size: 3 })).toBeNull();
    const headers = { 'if-match': '"another"' };
    expect(await gets.get(connection(), { key: 'cc/other', headers, size: 19 })).toBeNull();
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
  const ask = (size: number) => gets.get(connection, { key: 'dd/key', headers: {}, size });

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

  test('answers everybody with nothing when it is closed', async () => {
    answer = () => gets.close();
    expect(await Promise.all([ask(1), ask(1), ask(1)])).toEqual([null, null, null]);
  });
});

test('only our own server over plain HTTP is asked so', () => {
  const base = { region: '', accessKey: '', secretKey: '', bucket: '' };
  expect(mayPipeline({ ...base, endpoint: 'http://127.0.0.1:9', managed: true })).toBe(true);
  expect(mayPipeline({ ...base, endpoint: 'http://127.0.0.1:9', managed: false })).toBe(false);
  expect(mayPipeline({ ...base, endpoint: 'https://s3.example', managed: true })).toBe(false);
});
