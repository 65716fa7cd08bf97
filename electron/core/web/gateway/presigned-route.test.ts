import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDoor, send, type TestDoor } from '../../../../tests/support/door.ts';
import { startTestStore, type TestStore } from '../../../../tests/support/test-store.ts';
import { fail } from '../../lib/errors.ts';
import { silentLog } from '../../lib/log.ts';
import { makeObjectStore, type ObjectStore } from '../../objects/object-store.ts';
import { presignedRoutes, type PresignedDeps } from './presigned-route.ts';

type Direct = PresignedDeps['shares']['direct'];

const { signal } = new AbortController();
const key = 'ab/0195c0de-0000-7000-8000-00000000abcd';
const upload = '0195c0de-0000-7000-8000-000000000001';
const bytes = randomBytes(100_000);
let server: TestStore;
/** The same server, as if somebody else ran it. */
let theirs: ObjectStore;
let door: TestDoor;
let told: unknown[];
let direct: Direct;
let mayPut: PresignedDeps['uploads']['mayPut'];

beforeAll(async () => {
  server = await startTestStore();
  const connection = server.connection();
  if (connection === null) throw new Error('no store');
  const other = { ...connection, managed: false };
  theirs = makeObjectStore({
    connection: () => other,
    whenRunning: () => Promise.resolve(other),
    log: silentLog(),
  });
  await server.store.putBytes(key, bytes, { contentType: 'text/html', signal });
});
beforeEach(() => {
  told = [];
  direct = () =>
    Promise.resolve({
      signal,
      finished: (...how) => {
        told.push(how);
        return Promise.resolve();
      },
    });
  mayPut = () =>
    Promise.resolve({ signal, done: (whole = false) => told.push(whole ? 'whole' : 'done'), whole: null });
});
afterAll(async () => {
  theirs.close();
  await server.stop();
});

async function open(store: ObjectStore): Promise<void> {
  door = await openTestDoor(
    presignedRoutes({
      store,
      shares: { direct: (...args) => direct(...args) },
      uploads: { mayPut: (part) => mayPut(part) },
    }),
    { mode: 'links' },
  );
}
function link(store: ObjectStore, query: Record<string, string> = {}): string {
  const url = store.presignFor(door.origin, {
    method: 'GET',
    key,
    expiresSeconds: 60,
    query: { 'x-mcm-share': 'a-share', ...query },
  });
  return url.slice(door.origin.length);
}

test.each([
  ['our own', () => server.store],
  ['somebody else’s', () => theirs],
])('a file of %s server is given, and told as a whole', async (_whose, storeOf) => {
  await open(storeOf());
  const answer = await send(door.origin, link(storeOf()));
  expect(answer.status).toBe(200);
  expect(answer.body.equals(bytes)).toBe(true);
  expect(told).toEqual([[true, undefined]]);
  await door.close();
});

test('what is told of a part is which', async () => {
  await open(server.store);
  await send(door.origin, link(server.store), { headers: { range: 'bytes=100-199' } });
  await send(door.origin, link(server.store), { method: 'HEAD' });
  expect(told).toEqual([
    [true, { first: 100, last: 199 }],
    [false, undefined],
  ]);
  await door.close();
});

test.each([
  ['text/html', 'text/plain; charset=utf-8'],
  ['image/png', 'image/png'],
  ['application/xhtml+xml', 'text/plain; charset=utf-8'],
  ['a/b\r\nset-cookie: c', 'application/octet-stream'],
])('a file signed as %j is served as %s, and always to be saved', async (type, served) => {
  await open(server.store);
  const query = {
    'response-content-type': type,
    'response-content-disposition': 'inline; filename="x.html"',
  };
  const { headers } = await send(door.origin, link(server.store, query));
  expect(headers['content-type']).toBe(served);
  expect(headers['content-disposition']).toMatch(/^attachment;/u);
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['content-security-policy']).toContain('sandbox');
  await door.close();
});

test('a store that is away is said to be busy, and the share is told that nothing left', async () => {
  await open({ ...server.store, stat: () => Promise.reject(fail('SERVER_NOT_RUNNING')) });
  expect((await send(door.origin, link(server.store))).status).toBe(503);
  expect(told).toEqual([[false, undefined]]);
  await door.close();
});

test.each([
  ['our own', () => server.store],
  ['somebody else’s', () => theirs],
])('a part goes to %s server', async (_whose, storeOf) => {
  const store = storeOf();
  await open(store);
  const part = store.newKey();
  const labels = { name: 'n', ownerId: 'o', objectId: 'i' };
  const uploadId = await store.beginParts(part, { labels, partBytes: bytes.length, signal });
  const url = store.presignFor(door.origin, {
    method: 'PUT',
    key: part,
    expiresSeconds: 60,
    query: { 'x-mcm-upload': upload, partNumber: '1', uploadId },
  });
  const answer = await send(door.origin, url.slice(door.origin.length), { method: 'PUT', body: bytes });
  expect(answer.status).toBe(200);
  expect(told).toEqual(['whole']);
  expect((await store.completeParts(part, uploadId, signal)).etag).toMatch(/-1$/u);
  expect((await store.stat(part, signal))?.size).toBe(bytes.length);
  await door.close();
});

test.each([
  ['no upload', {}],
  ['an upload that is no id', { 'x-mcm-upload': '../x' }],
  ['a number without its upload', { 'x-mcm-upload': upload, partNumber: '1' }],
  ['a number that is none', { 'x-mcm-upload': upload, partNumber: '01', uploadId: 'u' }],
  ['a copy', { 'x-mcm-upload': upload, 'x-amz-copy-source': 'b/k' }],
  ['a share', { 'x-mcm-upload': upload, 'x-mcm-share': 'a-share' }],
])('an address to put to that signs %s is closed', async (_what, query) => {
  await open(server.store);
  const url = server.store.presignFor(door.origin, { method: 'PUT', key, expiresSeconds: 60, query });
  const answer = await send(door.origin, url.slice(door.origin.length), { method: 'PUT', body: 'over' });
  expect(answer.status).toBe(404);
  expect(told).toEqual([]);
  expect((await server.store.stat(key, signal))?.size).toBe(bytes.length);
  await door.close();
});
