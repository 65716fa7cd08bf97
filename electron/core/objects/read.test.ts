import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
let server: TestStore;

beforeAll(async () => {
  server = await startTestStore();
});
afterAll(() => server.stop());

/** How many connections this process has open. */
const connections = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

describe('an object is read as a stream', () => {
  test.each([0, 1, 5 * MIB + 3])('of %i bytes, all of it', async (size) => {
    const bytes = randomBytes(size);
    const { key } = await server.stored(bytes);
    expect((await buffer(await server.store.read(key, { signal: never }))).equals(bytes)).toBe(true);
  });

  test('or a part of it, both ends included', async () => {
    const bytes = randomBytes(1000);
    const { key } = await server.stored(bytes);
    const part = await server.store.read(key, { range: { start: 10, end: 19 }, signal: never });
    expect((await buffer(part)).equals(bytes.subarray(10, 20))).toBe(true);
  });

  test('and no more of it is fetched than is taken', async () => {
    const { key } = await server.stored(randomBytes(64 * MIB));
    const before = process.memoryUsage();
    const stream = await server.store.read(key, { signal: never });
    const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
    await chunks.next();
    const during = process.memoryUsage();
    expect(during.external + during.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(
      16 * MIB,
    );
    stream.destroy();
  });

  test('which ends its request when it is left, or aborted', async () => {
    const { key } = await server.stored(randomBytes(64 * MIB));
    const before = connections();
    const left = await server.store.read(key, { signal: never });
    left.once('data', () => left.destroy());
    await expect(buffer(left)).rejects.toThrow('Premature close');
    const gone = new AbortController();
    const aborted = await server.store.read(key, { signal: gone.signal });
    aborted.once('data', () => gone.abort(new Error('not wanted')));
    await expect(buffer(aborted)).rejects.toThrow('not wanted');
    await expect.poll(connections).toBeLessThanOrEqual(before);
  });
});

test('what is not there, or no part of it, is damaged', async () => {
  const { key } = await server.stored(Buffer.from('0123456789'));
  const damaged = { code: 'CONTENT_DAMAGED', data: { name: 'a.txt' } };
  const missing = server.store.read(server.store.newKey(), { name: 'a.txt', signal: never });
  await expect(missing).rejects.toMatchObject(damaged);
  const beyond = server.store.read(key, { range: { start: 10, end: 11 }, name: 'a.txt', signal: never });
  await expect(beyond).rejects.toMatchObject(damaged);
});

test('an address that was signed gives the object to whoever asks, ranges included, and no other', async () => {
  const { key } = await server.stored(Buffer.from('0123456789'));
  const url = server.store.presign(key, { expiresSeconds: 60 });
  const response = await fetch(url, { headers: { range: 'bytes=2-4' } });
  expect({ status: response.status, text: await response.text() }).toEqual({ status: 206, text: '234' });
  const { key: other } = await server.stored(Buffer.from('other'));
  expect((await fetch(url.replace(key, other))).status).toBe(403);
});

test('a store that is away says so, also in the middle', async () => {
  const { key } = await server.stored(randomBytes(64 * MIB));
  const stream = await server.store.read(key, { signal: never });
  await new Promise((resolve) => {
    stream.once('readable', resolve);
  });
  const failure = new Promise((resolve) => {
    stream.once('error', resolve);
  });
  await server.crash();
  stream.resume();
  expect(await failure).toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  expect(() => server.store.presign(key, { expiresSeconds: 60 })).toThrow('SERVER_NOT_RUNNING');
  await expect(server.store.read(key, { signal: never })).rejects.toMatchObject({
    code: 'SERVER_NOT_RUNNING',
  });
  await server.comeBack();
  expect((await buffer(await server.store.read(key, { signal: never }))).length).toBe(64 * MIB);
});
