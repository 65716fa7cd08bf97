import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFile } from '../../../tests/support/made-files.ts';
import { tempDatabase } from '../../../tests/support/temp-database.ts';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import type { ObjectsTable } from '../db/schema.ts';
import { newId } from '../lib/ids.ts';
import { silentLog } from '../lib/log.ts';
import { largePictureKey, thumbnailKey } from '../lib/thumbnail-key.ts';
import { makeSweep } from './sweep.ts';

const HOUR_MS = 60 * 60_000;
let server: TestStore;
let database: Awaited<ReturnType<typeof tempDatabase>>;
let folder: string;
let sweep: ReturnType<typeof makeSweep>;
const userId = newId();

beforeEach(async () => {
  server = await startTestStore();
  database = await tempDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-sweep-'));
  sweep = makeSweep({ db: database.db, store: server.store, log: silentLog(), graceMs: HOUR_MS });
  await database.db
    .insertInto('users')
    .values({
      id: userId,
      name: 'Ana',
      user_name: 'ana',
      user_name_key: 'ana',
      role: 'member',
      password_hash: '',
      recovery_hash: null,
      must_change_password: 0,
      disabled: 0,
      quota_bytes: null,
      root_id: newId(),
      used_bytes: 0,
      file_count: 0,
      version_bytes: 0,
      version_count: 0,
      created_at: new Date().toISOString(),
      last_seen_at: null,
    })
    .execute();
});
afterEach(async () => {
  await sweep.stop();
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An object in the store with its row. */
async function object(state: ObjectsTable['state'], ageMs: number): Promise<{ id: string; key: string }> {
  const file = await makeFile(folder, newId(), 1000);
  const { size, mtimeMs } = await stat(file);
  const id = newId();
  const key = server.store.newKey();
  await server.store.put({
    key,
    labels: { name: 'x', ownerId: userId, objectId: id },
    source: { path: file, size, mtimeMs: Math.trunc(mtimeMs) },
    multipart: null,
    onMultipart: () => Promise.resolve(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const created_at = new Date(Date.now() - ageMs).toISOString();
  await database.db
    .insertInto('objects')
    .values({ id, key, owner_id: userId, size, etag: null, state, created_at })
    .execute();
  return { id, key };
}

async function rows(): Promise<string[]> {
  const found = await database.db.selectFrom('objects').select('id').execute();
  return found.map(({ id }) => id).toSorted();
}

test('garbage leaves the store and then the table; what files use stays', async () => {
  const kept = await object('stored', 5 * HOUR_MS);
  await object('garbage', 0);
  await object('garbage', 5 * HOUR_MS);
  expect(await sweep.run()).toBe(2);
  expect(await rows()).toEqual([kept.id]);
  expect(await server.keys()).toEqual([kept.key]);
});

test('pictures go with the object that they lie beside', async () => {
  const kept = await object('stored', 0);
  const garbage = await object('garbage', 0);
  const { signal } = new AbortController();
  for (const { id, key } of [kept, garbage]) {
    const bytes = Buffer.from('picture');
    for (const picture of [thumbnailKey(key), largePictureKey(key)])
      await server.store.putBytes(picture, bytes, { contentType: 'image/webp', signal });
    const made_at = new Date().toISOString();
    const row = { object_id: id, state: 'ready', width: 1, height: 1, made_at } as const;
    await database.db.insertInto('thumbnails').values(row).execute();
  }
  expect(await sweep.run()).toBe(1);
  const { key } = kept;
  expect((await server.keys()).toSorted()).toEqual([key, largePictureKey(key), thumbnailKey(key)]);
  const left = await database.db.selectFrom('thumbnails').select('object_id').execute();
  expect(left).toEqual([{ object_id: kept.id }]);
});

test('a reservation is left alone while it is young, or while an upload waits for it', async () => {
  const young = await object('pending', HOUR_MS / 2);
  const waiting = await object('pending', 5 * HOUR_MS);
  await object('pending', 5 * HOUR_MS);
  await database.db
    .insertInto('transfers')
    .values({
      id: newId(),
      batch_id: newId(),
      user_id: userId,
      direction: 'upload',
      status: 'paused',
      name: 'x',
      path: '/x',
      temporary: 0,
      folder_id: null,
      node_id: null,
      object_id: waiting.id,
      total_bytes: 1000,
      done_bytes: 0,
      source_mtime: 0,
      multipart: null,
      failure: null,
      attempts: 0,
      created_at: new Date().toISOString(),
      finished_at: null,
    })
    .execute();
  expect(await sweep.run()).toBe(1);
  expect(await rows()).toEqual([young.id, waiting.id].toSorted());
  expect((await server.keys()).toSorted()).toEqual([young.key, waiting.key].toSorted());
});

test('nothing is forgotten while the store is away, and it goes once the store is back', async () => {
  const garbage = await object('garbage', 0);
  await server.crash();
  await expect(sweep.run()).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  expect(await rows()).toEqual([garbage.id]);
  sweep.start();
  await server.comeBack();
  await expect.poll(rows).toEqual([]);
  expect(await server.keys()).toEqual([]);
});
