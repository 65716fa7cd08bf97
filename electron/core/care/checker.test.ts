import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import { asideInPlace } from '../db/aside.ts';
import { typeOfName } from '../drive/file-type.ts';
import { ensureFolders, freeNameIn } from '../drive/folders.ts';
import { toNodeName } from '../drive/names.ts';
import { newId } from '../lib/ids.ts';
import { GRACE_MS, runCheck, type CheckOptions } from './checker.ts';

let world: DriveWorld;
let kept: TestStore;
let ana: Resident;

beforeAll(async () => {
  kept = await startTestStore();
});
afterAll(() => kept.stop());
beforeEach(async () => {
  world = await makeDriveWorld();
  // Objects lie in the store since just now: two days later they are no longer on their way.
  world.clock.now = new Date(Date.now() + 2 * GRACE_MS);
  await world.person({ role: 'owner' });
  ana = await world.person();
});
afterEach(async () => {
  const { signal } = new AbortController();
  for (const key of await kept.keys()) await kept.store.remove(key, { parts: false, signal });
  await world.close();
});

async function check(options: Partial<CheckOptions> = {}) {
  const { db } = world.database;
  const words = { nameOf: toNodeName, typeOf: typeOfName, freeName: freeNameIn, ensureFolders };
  const deps = { db, aside: asideInPlace(db), store: kept.store, words, now: () => world.clock.now };
  const { report } = await runCheck(deps, {
    repair: false,
    recovered: 'Recovered',
    graceMs: GRACE_MS,
    heirId: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  });
  return report;
}

/** What a check finds: how many of each kind, and how many of them it repaired. */
async function findings(options: Partial<CheckOptions> = {}): Promise<Record<string, [number, number]>> {
  const { counts } = await check(options);
  return Object.fromEntries(counts.map(({ kind, found, repaired }) => [kind, [found, repaired]]));
}

/** A file with its content in the store, as an upload leaves them. */
async function file(name: string, text = 'content', of = ana) {
  const stored = await of.store(name, { size: text.length });
  const id = randomUUID();
  const key = `${id.slice(0, 2)}/${id}`;
  const { signal } = new AbortController();
  const { etag } = await kept.store.putBytes(key, Buffer.from(text), { contentType: 'text/plain', signal });
  await world.database.db
    .updateTable('objects')
    .set({ key, etag })
    .where('id', '=', stored.objectId)
    .execute();
  return { ...stored, key };
}

/** An object that says whose it is, without a row. */
async function foundling(labels: Record<string, string>): Promise<string> {
  const id = randomUUID();
  const key = `${id.slice(0, 2)}/${id}`;
  const headers = Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value]));
  await kept.client().putObject(kept.bucket, key, Buffer.from('found'), 5, headers);
  return key;
}

async function list(folderId: string | null) {
  const input = { folderId, sort: 'name' as const, descending: false, cursor: null, limit: 100 };
  return (await world.drive.service.list(ana.caller, input, undefined)).items;
}

/** Names of the live entries of a folder of Ana's. */
async function inside(folderId: string): Promise<string[]> {
  return (await list(folderId)).map(({ name }) => name);
}

async function recovered(): Promise<string[]> {
  const folder = (await list(null)).find(({ name }) => name === 'Recovered');
  return folder === undefined ? [] : inside(folder.id);
}

const db = () => world.database.db;

/** Damages rows as no part of the app would. */
async function damage(statement: ReturnType<typeof sql>): Promise<void> {
  await sql`pragma foreign_keys = off`.execute(db());
  await statement.execute(db());
  await sql`pragma foreign_keys = on`.execute(db());
}

test('a cloud in order has nothing to be found', async () => {
  await file('a.txt');
  await file('b.txt');
  const report = await check();
  expect(report.counts).toEqual([]);
  expect(report).toMatchObject({ objects: 2, entries: 4 });
});

test('a file without its content is told by its name, and kept', async () => {
  const { key } = await file('precious.txt');
  await kept.store.remove(key, { parts: false, signal: new AbortController().signal });
  const { findings: found } = await check({ repair: true });
  expect(found).toEqual([{ kind: 'contentMissing', name: 'precious.txt', ownerId: ana.id, repaired: false }]);
  expect(await inside(ana.rootId)).toEqual(['precious.txt']);
});

test('a content that is not the one that was stored is told', async () => {
  const { key } = await file('altered.txt');
  const { signal } = new AbortController();
  await kept.store.putBytes(key, Buffer.from('another'), { contentType: 'text/plain', signal });
  expect(await findings({ repair: true })).toEqual({ contentWrong: [1, 0] });
});

test('a file whose content waits to be swept away is saved from that', async () => {
  const { objectId } = await file('wanted.txt');
  await db().updateTable('objects').set({ state: 'garbage' }).where('id', '=', objectId).execute();
  expect(await findings({ repair: true })).toEqual({ contentMissing: [1, 1] });
  expect(await findings()).toEqual({});
});

test('an object without a row becomes a file of the person that it names', async () => {
  await foundling({
    'x-amz-meta-name': `=?utf-8?B?${Buffer.from('relatório.txt').toString('base64')}?=`,
    'x-amz-meta-owner': ana.id,
    'x-amz-meta-object': newId(),
  });
  await file('beside.txt');
  expect(await findings()).toEqual({ unknownObject: [1, 0] });
  expect(await findings({ repair: true })).toEqual({ unknownObject: [1, 1] });
  expect(await recovered()).toEqual(['relatório.txt']);
  expect(await findings()).toEqual({});
});

test('an object of nobody known is left alone, unless somebody gets what was left', async () => {
  const owner = await db()
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  await foundling({ 'x-amz-meta-name': 'x.txt', 'x-amz-meta-owner': newId() });
  expect(await findings({ repair: true })).toEqual({ unknownObject: [1, 0] });
  expect(await findings({ repair: true, heirId: owner.id })).toEqual({ unknownObject: [1, 1] });
  expect(await findings()).toEqual({});
});

test('what is on its way is no finding: an object without a row, and a row without an object', async () => {
  world.clock.now = new Date();
  await foundling({ 'x-amz-meta-name': 'x.txt', 'x-amz-meta-owner': ana.id });
  await ana.reserve();
  expect(await findings({ repair: true })).toEqual({});
});

test('rows that nothing uses go to the sweep', async () => {
  const { id } = await file('gone.txt');
  await ana.reserve();
  world.clock.now = new Date(world.clock.now.getTime() + 2 * GRACE_MS);
  await damage(sql`delete from nodes where id = ${id}`);
  expect(await findings({ repair: true })).toEqual({
    unusedObject: [1, 1],
    leftoverUpload: [1, 1],
    wrongSums: [1, 1],
  });
  const states = await db().selectFrom('objects').select('state').execute();
  expect(states.map(({ state }) => state)).toEqual(['garbage', 'garbage']);
  expect(await findings()).toEqual({});
});

test('small pictures: one that is missing is forgotten, one of nothing goes to the sweep', async () => {
  const { objectId, key } = await file('photo.jpg');
  const thumbnail = { object_id: objectId, state: 'ready' as const, width: 1, height: 1 };
  await db()
    .insertInto('thumbnails')
    .values({ ...thumbnail, made_at: '' })
    .execute();
  const stray = randomUUID();
  const { signal } = new AbortController();
  for (const end of ['t', 'l'])
    await kept.store.putBytes(`${stray.slice(0, 2)}/${stray}.${end}`, Buffer.from(end), {
      contentType: 'image/webp',
      signal,
    });
  // The large one says nothing of the small one.
  await kept.store.putBytes(`${key}.l`, Buffer.from('l'), { contentType: 'image/webp', signal });
  expect(await findings({ repair: true })).toEqual({ thumbnailMissing: [1, 1], leftoverThumbnail: [2, 2] });
  expect(await findings()).toEqual({});
});

test('a picture that is there is right', async () => {
  const { objectId, key } = await file('photo.jpg');
  const thumbnail = { object_id: objectId, state: 'ready' as const, width: 1, height: 1, made_at: '' };
  await db().insertInto('thumbnails').values(thumbnail).execute();
  const { signal } = new AbortController();
  await kept.store.putBytes(`${key}.t`, Buffer.from('t'), { contentType: 'image/webp', signal });
  expect(await findings()).toEqual({});
});

test('what cannot be reached comes back: on nothing, on a file, on somebody else’s folder', async () => {
  const [one, two, three] = [await file('one.txt'), await file('two.txt'), await file('three.txt')];
  const bob = await world.person();
  await damage(sql`update nodes set parent_id = ${newId()} where id = ${one.id}`);
  await damage(sql`update nodes set parent_id = ${three.id} where id = ${two.id}`);
  await damage(sql`update nodes set parent_id = ${bob.rootId} where id = ${three.id}`);
  expect(await findings()).toEqual({ orphan: [3, 0] });
  expect(await findings({ repair: true })).toEqual({ orphan: [3, 3] });
  expect((await recovered()).toSorted()).toEqual(['one.txt', 'three.txt', 'two.txt']);
  expect(await findings()).toEqual({});
});

test('folders inside each other come back with all that is in them', async () => {
  const make = (name: string, parentId: string) =>
    world.drive.service.createFolder(ana.caller, { name, parentId }, undefined);
  const a = await make('a', ana.rootId);
  const b = await make('b', a.id);
  const c = await make('c', b.id);
  await make('below', c.id);
  await damage(sql`update nodes set parent_id = ${c.id} where id = ${a.id}`);
  expect(await findings()).toEqual({ cycle: [1, 0] });
  expect(await findings({ repair: true })).toEqual({ cycle: [1, 1] });
  expect(await recovered()).toEqual(['a']);
  expect(await inside(c.id)).toEqual(['below']);
  expect(await findings()).toEqual({});
});

test('two of one name: the later one gets a number', async () => {
  await file('same.txt');
  const { id } = await file('other.txt');
  await damage(sql`drop index nodes_live_name`);
  await damage(sql`update nodes set name = 'SAME.txt', name_key = 'same.txt' where id = ${id}`);
  await damage(sql`update nodes set sort_key = 'wrong' where name = 'same.txt'`);
  const found = await findings({ repair: true });
  expect(Object.values(found).every(([count, repaired]) => count === repaired)).toBe(true);
  expect((await inside(ana.rootId)).toSorted()).toEqual(['SAME (2).txt', 'same.txt']);
  expect(await findings()).toEqual({});
});

test('a name whose forms are wrong is put right, and numbered where that name is taken', async () => {
  await file('Éa.txt');
  const { id } = await file('free.txt');
  await damage(sql`update nodes set name = 'éa.TXT' where id = ${id}`);
  expect(await findings({ repair: true })).toEqual({ wrongName: [1, 1] });
  expect((await inside(ana.rootId)).toSorted()).toEqual(['Éa.txt', 'éa (2).TXT'].toSorted());
  expect(await findings()).toEqual({});
});

test('sizes and sums are added up again', async () => {
  const { id } = await file('size.txt', '12345');
  await damage(sql`update nodes set size = 1 where id = ${id}`);
  await damage(sql`update users set used_bytes = 7, file_count = 9, version_count = 3 where id = ${ana.id}`);
  expect(await findings()).toEqual({ wrongSize: [1, 0], wrongSums: [1, 0] });
  expect(await findings({ repair: true })).toEqual({ wrongSize: [1, 1], wrongSums: [1, 1] });
  const sums = await db().selectFrom('users').selectAll().where('id', '=', ana.id).executeTakeFirst();
  expect(sums).toMatchObject({ used_bytes: 5, file_count: 1, version_bytes: 0, version_count: 0 });
  expect(await findings()).toEqual({});
});

test('what belongs to nobody goes to the owner of the cloud', async () => {
  const bob = await world.person();
  await file('of bob.txt', 'content', bob);
  await damage(sql`delete from users where id = ${bob.id}`);
  expect(await findings()).toEqual({ nobody: [2, 0] });
  await check({ repair: true });
  const owner = await db()
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  const of = await db().selectFrom('nodes').select('owner_id').where('name', '=', 'of bob.txt').execute();
  expect(of).toEqual([{ owner_id: owner.id }]);
  expect(await findings()).toEqual({});
});

test('what is being deleted for ever is left to that', async () => {
  const { id } = await file('old.txt');
  await damage(sql`update nodes set purged_at = 'x', trashed_at = 'x', parent_id = null where id = ${id}`);
  expect(await findings({ repair: true })).toEqual({});
});

test('a check ends when it is told to, and changes nothing after', async () => {
  await file('a.txt');
  await expect(check({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
});
