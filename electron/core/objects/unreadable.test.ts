import { randomBytes } from 'node:crypto';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { damageContent, type Damage } from '../../../tests/support/damage.ts';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
let server: TestStore;
let folder: string;

beforeAll(async () => {
  server = await startTestStore();
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-unreadable-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Every way to read all of an object. */
const WAYS = {
  whole: (key: string, size: number) =>
    server.store.readWhole({ key, name: 'a.txt', into: Buffer.alloc(size), signal: never }),
  pieces: (key: string, size: number) =>
    server.store.readPieces({ key, name: 'a.txt', size, write: () => Promise.resolve(), signal: never }),
  file: (key: string, size: number, etag: string) =>
    server.store.get({
      key,
      name: 'a.txt',
      size,
      etag,
      file: path.join(folder, 'a.part'),
      place: { folder, stem: 'a', extension: '.txt', modifiedAt: new Date(0) },
      onProgress: () => undefined,
      signal: never,
    }),
} as const;

const WHERE: readonly { readonly damage: Damage; readonly size: number }[] = [
  { damage: 'record', size: 1000 },
  { damage: 'record', size: 5 * MIB },
  { damage: 'bytes', size: 1000 },
  { damage: 'bytes', size: 2 * MIB },
  { damage: 'bytes', size: 40 * MIB },
];

describe.each(Object.entries(WAYS))('read as %s', (_, read) => {
  beforeEach(() => rm(path.join(folder, 'a.part'), { force: true }));

  test.each(WHERE)(
    'an object of $size bytes whose $damage the disk lost is damaged',
    async ({ damage, size }) => {
      const { key, etag } = await server.stored(randomBytes(size));
      await damageContent(server.folder, key, damage);
      await expect(read(key, size, etag)).rejects.toMatchObject({
        code: 'CONTENT_DAMAGED',
        data: { name: 'a.txt' },
      });
    },
  );
});

test('what cannot be read while the disk is gone is not damaged, and is there again with the disk', async () => {
  const bytes = randomBytes(3 * MIB);
  const { key } = await server.stored(bytes);
  const into = Buffer.alloc(bytes.length);
  const read = () => server.store.readWhole({ key, name: 'a.txt', into, signal: never });
  const elsewhere = `${server.folder}-unplugged`;
  await rename(server.folder, elsewhere);
  await expect(read()).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  await rename(elsewhere, server.folder);
  await expect.poll(() => read().then(() => into.equals(bytes), String), { timeout: 30_000 }).toBe(true);
});
