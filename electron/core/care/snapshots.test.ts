import Database from 'better-sqlite3';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld } from '../../../tests/support/drive-world.ts';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import { silentLog } from '../lib/log.ts';
import { kept, keysOf, timeOfKey } from './snapshot-names.ts';
import { makeSnapshots, type Snapshots } from './snapshots.ts';

let store: TestStore;
let world: DriveWorld;
let snapshots: Snapshots;
let setUp: boolean;
const { signal } = new AbortController();

beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.stop());
beforeEach(async () => {
  world = await makeDriveWorld();
  setUp = true;
  snapshots = makeSnapshots({
    db: world.database.db,
    databaseFile: path.join(world.database.folder, 'cloud.sqlite'),
    nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    workerFile: new URL('../db/snapshot.worker.ts', import.meta.url),
    store: store.store,
    temporaryFolder: path.join(world.database.folder, 'tmp'),
    cloud: () => (setUp ? { id: 'cloud', name: 'Nuvem' } : null),
    events: world.events,
    log: silentLog(),
    now: () => world.clock.now,
  });
});
afterEach(async () => {
  await snapshots.stop();
  for (const key of await store.keys()) await store.store.remove(key, { parts: false, signal });
  await world.close();
});

/** The copy made at a time, opened. */
async function opened(at: string): Promise<Database.Database> {
  const packed = await buffer(await store.store.read(keysOf(at).packed, { signal }));
  const file = path.join(world.database.folder, 'copy.sqlite');
  await writeFile(file, gunzipSync(packed));
  const nativeBinding = process.env['BETTER_SQLITE3_BINDING'];
  return new Database(file, nativeBinding === undefined ? {} : { nativeBinding });
}

test('a copy holds the records as they are, and nothing that would let somebody in', async () => {
  const { db } = world.database;
  const ana = await world.person();
  await ana.store('relatório.txt');
  const secret = 'a-token-hash-that-must-not-leave';
  const times = { created_at: '', last_used_at: '', expires_at: '' };
  await db
    .insertInto('sessions')
    .values({ id: 's', user_id: ana.id, token_hash: secret, persistent: 1, ...times })
    .execute();
  await db.insertInto('throttles').values({ key: 'sign-in:ana', failures: 3, updated_at: '' }).execute();

  const { at, bytes } = await snapshots.make();
  expect(await snapshots.list()).toEqual([{ at, bytes }]);
  const copy = await opened(at);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.prepare('select name from nodes where kind = ?').pluck().all('file')).toEqual([
    'relatório.txt',
  ]);
  for (const table of ['sessions', 'throttles', 'transfers'])
    expect(copy.prepare(`select count(*) from ${table}`).pluck().get(), table).toBe(0);
  copy.close();
  const raw = await readFile(path.join(world.database.folder, 'copy.sqlite'));
  expect(raw.includes(secret)).toBe(false);
  expect(await readdir(path.join(world.database.folder, 'tmp'))).toEqual([]);
});

test('a copy can be made while somebody writes, and is of one moment', async () => {
  const ana = await world.person();
  const writing = (async () => {
    for (let number = 0; number < 50; number += 1) await ana.store(`${String(number)}.txt`);
  })();
  const { at } = await snapshots.make();
  await writing;
  const copy = await opened(at);
  const sums = copy.prepare('select file_count from users where id = ?').pluck().get(ana.id);
  expect(copy.prepare("select count(*) from nodes where kind = 'file'").pluck().get()).toBe(sums);
  copy.close();
});

test('asked for twice at once, one copy is made', async () => {
  const both = await Promise.all([snapshots.make(), snapshots.make()]);
  expect(both[0]).toEqual(both[1]);
  expect(await snapshots.list()).toHaveLength(1);
});

test('at the start a copy is made when the last is old, and at the stop when something changed', async () => {
  snapshots.start();
  await expect.poll(() => snapshots.list()).toHaveLength(1);
  world.events.emit('drive.changed', { userId: 'x', folderIds: [] });
  world.clock.now = new Date(world.clock.now.getTime() + 48 * 3_600_000);
  await snapshots.stop();
  expect((await store.keys()).filter((key) => timeOfKey(key) !== null)).toHaveLength(2);
});

test('before the first run is finished there is nothing to copy', async () => {
  setUp = false;
  snapshots.start();
  world.events.emit('people.changed', { userId: 'x' });
  await snapshots.stop();
  expect(await store.keys()).toEqual([]);
});

test('a store that is away is said to be so, and nothing is left on the disk', async () => {
  await store.crash();
  await expect(snapshots.make()).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  expect(await readdir(path.join(world.database.folder, 'tmp'))).toEqual([]);
  await store.comeBack();
});

test('the newest of each of seven days and four weeks are kept', () => {
  const times: string[] = [];
  for (let day = 1; day <= 60; day += 1)
    for (const hour of ['08', '20']) {
      const date = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
      times.push(`${date}T${hour}:00:00.000Z`);
    }
  const keep = [...kept(times)].toSorted().toReversed();
  expect(keep.slice(0, 7)).toEqual(
    [1, 28, 27, 26, 25, 24, 23].map((day, at) =>
      new Date(Date.UTC(2026, at === 0 ? 2 : 1, day, 20)).toISOString(),
    ),
  );
  // 1 March 2026 is a Sunday: its week and the three before.
  expect(keep.slice(7)).toEqual([
    '2026-02-22T20:00:00.000Z',
    '2026-02-15T20:00:00.000Z',
    '2026-02-08T20:00:00.000Z',
  ]);
});

test('the key of a copy says when it was made, and no other key does', () => {
  const at = '2026-11-21T15:24:05.123Z';
  expect(timeOfKey(keysOf(at).packed)).toBe(at);
  expect(timeOfKey(keysOf(at).about)).toBeNull();
  expect(timeOfKey('meta/snapshots/else.sqlite.gz')).toBeNull();
  expect(timeOfKey('ab/abcdef')).toBeNull();
});
