import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import { verifierFor } from './checksum.ts';

const MIB = 1024 * 1024;
const PART = 5 * MIB;
const { signal } = new AbortController();
const labels = { name: 'Relatório 📷.pdf', ownerId: 'o-1', objectId: 'ob-1' };
let there: TestStore;

beforeAll(async () => {
  there = await startTestStore();
});
afterAll(() => there.stop());

async function begin(key: string) {
  return there.store.beginParts(key, { labels, partBytes: PART, signal });
}

async function putPart(key: string, uploadId: string, number: number, body: Uint8Array) {
  const origin = there.connection()?.endpoint ?? '';
  const url = there.store.presignFor(origin, {
    method: 'PUT',
    key,
    expiresSeconds: 60,
    query: { uploadId, partNumber: String(number), 'x-mcm-upload': 'u' },
  });
  return fetch(url, { method: 'PUT', body: Buffer.from(body) });
}

test('parts that others put become one object, with its labels, whatever their order', async () => {
  const key = there.store.newKey();
  const bytes = randomBytes(PART * 2 + 1234);
  const id = await begin(key);
  for (const number of [3, 1, 2])
    expect((await putPart(key, id, number, bytes.subarray((number - 1) * PART, number * PART))).status).toBe(
      200,
    );
  const parts = await there.store.listParts(key, id, signal);
  expect(parts?.map(({ number, sizeBytes }) => [number, sizeBytes])).toEqual([
    [1, PART],
    [2, PART],
    [3, 1234],
  ]);
  const { etag } = await there.store.completeParts(key, id, signal);
  expect(etag).toMatch(/^[\da-f]{32}-3$/u);
  expect(await there.store.stat(key, signal)).toEqual({ size: bytes.length, etag });
  expect(await there.store.labels(key, signal)).toEqual({ ...labels, ownerName: null });
  const read = await there.store.read(key, { signal });
  const chunks: Buffer[] = [];
  for await (const chunk of read as AsyncIterable<Buffer>) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});

test('completing again gives the same', async () => {
  const key = there.store.newKey();
  const id = await begin(key);
  await putPart(key, id, 1, randomBytes(10));
  const first = await there.store.completeParts(key, id, signal);
  expect(await there.store.completeParts(key, id, signal)).toEqual(first);
  expect(await there.store.listParts(key, id, signal)).toBeNull();
});

test('completing nothing, or what never was, says so', async () => {
  const key = there.store.newKey();
  const id = await begin(key);
  await expect(there.store.completeParts(key, id, signal)).rejects.toMatchObject({
    code: 'UPLOAD_INCOMPLETE',
  });
  await there.store.remove(key, { parts: true, signal });
  await expect(there.store.completeParts(key, id, signal)).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
  expect(await there.store.listParts(key, id, signal)).toBeNull();
});

test('beginning anew ends what was begun to the same key', async () => {
  const key = there.store.newKey();
  const before = await begin(key);
  await putPart(key, before, 1, randomBytes(10));
  const after = await begin(key);
  expect(await there.store.listParts(key, before, signal)).toBeNull();
  expect(await there.store.listParts(key, after, signal)).toEqual([]);
});

test('an object that goes whole is put with its labels, and with no others', async () => {
  const key = there.store.newKey();
  const { url, headers } = await there.store.presignWhole(key, labels);
  const put = (more: Record<string, string>) =>
    fetch(url, { method: 'PUT', body: 'hello', headers: { ...headers, ...more } });
  expect((await put({ 'x-amz-meta-owner': 'somebody' })).status).toBe(403);
  expect((await put({})).status).toBe(200);
  expect(await there.store.labels(key, signal)).toEqual({ ...labels, ownerName: null });
});

test.each([5 * MIB, 5 * MIB * 2, 5 * MIB + 1])(
  'what came in parts is checked when it is read: %i bytes',
  async (size) => {
    const bytes = randomBytes(size);
    const key = there.store.newKey();
    const id = await begin(key);
    for (let number = 1; (number - 1) * PART < size; number += 1)
      await putPart(key, id, number, bytes.subarray((number - 1) * PART, number * PART));
    const { etag } = await there.store.completeParts(key, id, signal);
    const judge = (content: Buffer) => {
      const verifier = verifierFor({
        crc32: undefined,
        partSize: null,
        md5PartSize: PART,
        etag,
        ofParts: () => Promise.resolve([]),
      });
      for (let at = 0; at < content.length; at += 999_999)
        verifier?.update(content.subarray(at, at + 999_999));
      return verifier?.matches();
    };
    expect(await judge(bytes)).toBe(true);
    const other = Buffer.from(bytes);
    other[size - 1] = (other[size - 1] ?? 0) ^ 1;
    expect(await judge(other)).toBe(false);
    expect(await judge(bytes.subarray(1))).toBe(false);
  },
);
