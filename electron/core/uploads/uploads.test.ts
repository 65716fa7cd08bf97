import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { byOf, makeUploadsWorld, type UploadsWorld } from '../../../tests/support/uploads-world.ts';
import type { Resident } from '../../../tests/support/drive-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import type { SharesTable } from '../db/schema.ts';
import { newId } from '../lib/ids.ts';
import { makeSweep } from '../objects/sweep.ts';
import { silentLog } from '../lib/log.ts';
import { findForPart } from './uploads.table.ts';
import type { UploadBy } from './uploads.ts';

const MIB = 1024 * 1024;
const PART = 8 * MIB;
const { signal } = new AbortController();
let world: UploadsWorld;
let ana: Resident;
let by: UploadBy;

beforeAll(async () => {
  world = await makeUploadsWorld();
});
beforeEach(async () => {
  world.restart();
  world.drive.disk.space = null;
  ana = await world.drive.person();
  by = byOf(ana);
});
afterAll(() => world.close());

const row = (id: string) =>
  world.drive.database.db.selectFrom('web_uploads').selectAll().where('id', '=', id).executeTakeFirst();
const files = async () =>
  (
    await world.drive.drive.service.list(
      ana.caller,
      { folderId: null, sort: 'name', descending: false, cursor: null, limit: 50 },
      undefined,
    )
  ).items;

/** A folder of Ana's that somebody may write to. */
async function shared(person: Resident): Promise<string> {
  const folder = { parentId: null, name: newId() };
  const { id } = await world.drive.drive.service.createFolder(ana.caller, folder, undefined);
  const grant = { id: newId(), owner_id: ana.id, folder_id: id, person_id: person.id } as const;
  const created_at = world.drive.clock.now.toISOString();
  await world.drive.database.db
    .insertInto('grants')
    .values({ ...grant, access: 'write', created_at })
    .execute();
  return id;
}

/** A request, open for ever. */
function shareRow(about: Pick<SharesTable, 'id' | 'owner_id'> & Partial<SharesTable>): SharesTable {
  return {
    kind: 'request',
    token_hash: about.id,
    name: 'Photos',
    holds: 'folder',
    node_id: null,
    created_at: world.drive.clock.now.toISOString(),
    expires_at: null,
    password_hash: null,
    view_only: 0,
    download_limit: null,
    asks_name: 0,
    note: '',
    paused: 0,
    revoked_at: null,
    last_used_at: null,
    opens: 0,
    downloads: 0,
    maximum_files: null,
    maximum_bytes: null,
    maximum_file_bytes: null,
    received_files: 0,
    received_bytes: 0,
    ...about,
  };
}

async function contentOf(objectId: string): Promise<Buffer> {
  const { key } = await world.drive.database.db
    .selectFrom('objects')
    .select('key')
    .where('id', '=', objectId)
    .executeTakeFirstOrThrow();
  const chunks: Buffer[] = [];
  for await (const chunk of (await world.server.store.read(key, { signal })) as AsyncIterable<Buffer>)
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

test.each([0, 1, 3 * MIB, 16 * MIB, 16 * MIB + 1, 33 * MIB])(
  'a file of %i bytes arrives as it was sent',
  async (size) => {
    const { id, bytes, partBytes } = await world.begin(by, { size });
    await world.put(by, id, bytes, partBytes);
    const { node } = await world.uploads.finish(by, id, 'ask');
    expect(node).toMatchObject({ name: 'film.mp4', sizeBytes: size, modifiedAt: '2026-01-02T03:04:05.000Z' });
    expect((await contentOf(node?.contentId ?? '')).equals(bytes)).toBe(true);
    expect(await row(id)).toBeUndefined();
  },
);

test('nothing is seen of an upload before it is finished', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  expect(await files()).toEqual([]);
});

test('an upload that broke off goes on with what is missing', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes, [1, 3]);
  world.restart();
  const again = await world.uploads.begin(by, {
    folderId: ana.rootId,
    name: 'film.mp4',
    sizeBytes: bytes.length,
    modifiedAt: '2026-01-02T03:04:05Z',
  });
  expect(again.id).toBe(id);
  expect(again.parts.map(({ number }) => number)).toEqual([1, 3]);
  const [shown] = await world.uploads.service.unfinished(ana.caller, undefined, undefined);
  expect(shown).toEqual(again);
  await expect(world.uploads.finish(by, id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
  await world.put(by, id, bytes, partBytes, [2]);
  const { node } = await world.uploads.finish(by, id, 'ask');
  expect((await contentOf(node?.contentId ?? '')).equals(bytes)).toBe(true);
});

test.each([
  ['name', { name: 'other.mp4' }],
  ['size', { size: 3 }],
  ['time', { modifiedAt: '2026-01-02T03:04:06.000Z' }],
])('a file of another %s is another upload', async (_what, other) => {
  const { id } = await world.begin(by);
  expect((await world.begin(by, other)).id).not.toBe(id);
});

test('nobody meets the upload of another person or visitor', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  const bo = byOf(await world.drive.person());
  const strangers = [
    bo,
    { ...by, personId: null, shareId: newId(), visitor: 'v' },
    { ...by, personId: null },
  ];
  for (const other of strangers) {
    await expect(world.uploads.sign(other, id, [1], 'http://h')).rejects.toMatchObject({
      code: 'UPLOAD_GONE',
    });
    await expect(world.uploads.finish(other, id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
    await world.uploads.abort(other, id);
  }
  await world.put(by, id, bytes, partBytes);
  await world.uploads.finish(by, id, 'ask');
  await expect(world.uploads.finish(bo, id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
});

test('a name that is taken is asked about, and what was sent waits for the answer', async () => {
  const before = await ana.store('film.mp4', { size: 5 });
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  const asked = await world.uploads.finish(by, id, 'ask');
  expect(asked.node).toBeNull();
  expect(asked.existing).toMatchObject({ id: before.id, sizeBytes: 5 });
  const { node } = await world.uploads.finish(by, id, 'keepBoth');
  expect(node?.name).toBe('film (2).mp4');
  expect((await files()).map(({ name }) => name)).toEqual(['film (2).mp4', 'film.mp4']);
});

test('a file is replaced when that was said, and its earlier content kept', async () => {
  const before = await ana.store('film.mp4', { size: 5 });
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  const { node } = await world.uploads.finish(by, id, 'replace');
  expect(node).toMatchObject({ id: before.id, sizeBytes: bytes.length });
  expect(node?.contentId).not.toBe(before.objectId);
});

test('who uploads to somebody else sees none of the marks that they gave the file', async () => {
  const { db } = world.drive.database;
  const folder = { parentId: null, name: 'Given' };
  const { id: folderId } = await world.drive.drive.service.createFolder(ana.caller, folder, undefined);
  const before = await ana.store('film.mp4', { folderId });
  const marks = { tags: 1, favourite_at: '2026-01-02T03:04:05.000Z' };
  await db.updateTable('nodes').set(marks).where('id', '=', before.id).execute();
  const bo = await world.drive.person();
  const grant = { id: newId(), owner_id: ana.id, folder_id: folderId, person_id: bo.id } as const;
  await db
    .insertInto('grants')
    .values({ ...grant, access: 'write', created_at: '2026-01-02T03:04:05.000Z' })
    .execute();
  const theirs = { ...byOf(bo), ownerId: ana.id };
  const { id, bytes, partBytes } = await world.begin(theirs, { folderId, size: 3 });
  await world.put(theirs, id, bytes, partBytes);
  const unmarked = { id: before.id, favourite: false, tags: [] };
  expect((await world.uploads.finish(theirs, id, 'ask')).existing).toMatchObject(unmarked);
  expect((await world.uploads.finish(theirs, id, 'replace')).node).toMatchObject(unmarked);
});

test('what is skipped leaves the file that is there, and goes', async () => {
  const before = await ana.store('film.mp4', { size: 5 });
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  const outcome = await world.uploads.finish(by, id, 'skip');
  expect(outcome).toMatchObject({ node: null, existing: { id: before.id } });
  expect(await row(id)).toBeUndefined();
  expect(await world.uploads.finish(by, id, 'skip')).toEqual(outcome);
});

test('what does not fit is refused before a byte is sent', async () => {
  const small = byOf(await world.drive.person({ quotaBytes: 1000 }));
  await expect(world.begin(small, { size: 1001 })).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  world.drive.disk.space = { freeBytes: 10, totalBytes: 100 };
  await expect(world.begin(by, { size: 11 })).rejects.toMatchObject({ code: 'CLOUD_FULL' });
});

test('what is under way counts for the quota, also when many begin at once, until it is given up', async () => {
  const small = byOf(await world.drive.person({ quotaBytes: 1000 }));
  const begun = await Promise.allSettled(
    ['a', 'b', 'c'].map((name) => world.begin(small, { name, size: 500 })),
  );
  expect(begun.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  const [first] = begun;
  if (first?.status !== 'fulfilled') throw new Error('it was not begun');
  await world.uploads.abort(small, first.value.id);
  await world.begin(small, { name: 'c', size: 500 });
  await expect(world.begin(small, { name: 'd', size: 500 })).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
  });
});

test('what nobody went on with for a day keeps nobody from uploading', async () => {
  const small = byOf(await world.drive.person({ quotaBytes: 1000 }));
  await world.begin(small, { name: 'a', size: 1000 });
  const start = world.drive.clock.now;
  world.drive.clock.now = new Date(start.getTime() + 25 * 3_600_000);
  expect((await world.begin(small, { name: 'b', size: 1000 })).bytes).toHaveLength(1000);
  world.drive.clock.now = start;
});

test('what is under way does not count twice for the disk that it lies on already', async () => {
  await world.begin(by, { name: 'a', size: 80 });
  world.drive.disk.space = { freeBytes: 30, totalBytes: 100 };
  expect((await world.begin(by, { name: 'b', size: 30 })).bytes).toHaveLength(30);
});

test('names that cannot be are refused at once', async () => {
  await expect(world.begin(by, { name: 'a/b' })).rejects.toMatchObject({ code: 'NAME_INVALID' });
  await expect(world.begin(by, { name: 'x'.repeat(300) })).rejects.toMatchObject({ code: 'NAME_TOO_LONG' });
});

test('parts that there are not are not signed', async () => {
  const { id, parts } = await world.begin(by);
  await expect(world.uploads.sign(by, id, [parts + 1], 'http://h')).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('finishing twice, at once or one after the other, makes one file', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  const [one, two] = await Promise.all([
    world.uploads.finish(by, id, 'keepBoth'),
    world.uploads.finish(by, id, 'keepBoth'),
  ]);
  expect(two).toEqual(one);
  expect(await world.uploads.finish(by, id, 'keepBoth')).toEqual(one);
  expect(await files()).toHaveLength(1);
});

test('an upload that was given up is gone, with its parts', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes, [1]);
  const { key, multipart_id } = (await row(id)) ?? { key: '', multipart_id: '' };
  await world.uploads.abort(by, id);
  await expect(world.uploads.sign(by, id, [2], 'http://h')).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
  await makeSweep({ db: world.drive.database.db, store: world.server.store, log: silentLog() }).run();
  expect(await world.server.store.listParts(key, multipart_id ?? '', signal)).toBeNull();
});

test('what nobody went on with for a week goes; what somebody did stays, also for the sweep of objects', async () => {
  const start = world.drive.clock.now;
  const { id: old } = await world.begin(by, { name: 'old.mp4' });
  world.drive.clock.now = new Date(start.getTime() + 3 * 86_400_000);
  const { id: young, bytes, partBytes } = await world.begin(by, { name: 'young.mp4' });
  world.drive.clock.now = new Date(start.getTime() + 7.5 * 86_400_000);
  world.uploads.start();
  await expect.poll(() => row(old)).toBeUndefined();
  await makeSweep({
    db: world.drive.database.db,
    store: world.server.store,
    log: silentLog(),
    graceMs: -86_400_000,
  }).run();
  await world.put(by, young, bytes, partBytes);
  expect((await world.uploads.finish(by, young, 'ask')).node?.name).toBe('young.mp4');
  world.drive.clock.now = start;
});

test('what a stranger did not go on with goes after a day, with its parts, what nothing came of after an hour, and what a person sends does not', async () => {
  const start = world.drive.clock.now;
  const shareId = newId();
  const share = shareRow({ id: shareId, owner_id: ana.id });
  await world.drive.database.db.insertInto('shares').values(share).execute();
  const stranger = { ownerId: ana.id, personId: null, shareId, visitor: 'v', sender: null };
  const [theirs, own] = [await world.begin(stranger), await world.begin(by)];
  await world.put(stranger, theirs.id, theirs.bytes, theirs.partBytes, [1]);
  const { key, multipart_id } = (await row(theirs.id)) ?? { key: '', multipart_id: '' };
  const part = { uploadId: theirs.id, key, number: 1, bytes: theirs.partBytes };
  (await world.uploads.mayPut(part))?.done();
  const unsent = await world.begin(stranger, { name: 'unsent.mp4' });
  // Asking again and again does not keep it.
  world.drive.clock.now = new Date(start.getTime() + 1_800_000);
  await world.uploads.sign(stranger, unsent.id, [1], 'http://192.168.1.20:8710');
  world.drive.clock.now = new Date(start.getTime() + 3_601_000);
  world.uploads.start();
  await expect.poll(() => row(unsent.id)).toBeUndefined();
  expect(await row(theirs.id)).toBeDefined();
  await world.uploads.stop();
  world.drive.clock.now = new Date(start.getTime() + 25 * 3_600_000);
  world.restart().start();
  await expect.poll(() => row(theirs.id)).toBeUndefined();
  expect(await row(own.id)).toBeDefined();
  world.drive.clock.now = start;
  await makeSweep({ db: world.drive.database.db, store: world.server.store, log: silentLog() }).run();
  expect(await world.server.store.listParts(key, multipart_id ?? '', signal)).toBeNull();
});

test.each([3, 20 * MIB])(
  'what was asked for by somebody who went away before the answer (%i bytes) reserves nothing',
  async (sizeBytes) => {
    const file = {
      folderId: ana.rootId,
      name: 'film.mp4',
      sizeBytes,
      modifiedAt: '2026-01-02T03:04:05.000Z',
    };
    const gone = new AbortController();
    const asked = world.uploads.begin(by, file, gone.signal);
    gone.abort();
    await expect(asked).rejects.toThrow('abort');
    const ofAna = () =>
      world.drive.database.db.selectFrom('web_uploads').select('id').where('owner_id', '=', ana.id).execute();
    expect(await ofAna()).toEqual([]);
    // What has been begun before is somebody's to go on with.
    const { id } = await world.uploads.begin(by, file);
    await world.uploads.begin(by, file, gone.signal);
    expect(await ofAna()).toEqual([{ id }]);
  },
);

test('what the store could not begin reserves nothing', async () => {
  world.restart({ beginParts: () => Promise.reject(new Error('away')) });
  await expect(world.begin(by)).rejects.toThrow('away');
  expect(
    await world.drive.database.db
      .selectFrom('web_uploads')
      .selectAll()
      .where('owner_id', '=', ana.id)
      .execute(),
  ).toEqual([]);
});

test('a file is not made where writing was withdrawn while it was put together', async () => {
  const { db } = world.drive.database;
  const folder = { parentId: null, name: 'Given' };
  const { id: folderId } = await world.drive.drive.service.createFolder(ana.caller, folder, undefined);
  const bo = await world.drive.person();
  const grant = { id: newId(), owner_id: ana.id, folder_id: folderId, person_id: bo.id } as const;
  const given = { ...grant, access: 'write', created_at: '2026-01-02T03:04:05.000Z' } as const;
  const give = () => db.insertInto('grants').values(given).execute();
  const withdraw = () => db.deleteFrom('grants').where('id', '=', grant.id).execute();
  await give();
  const theirs = { ...byOf(bo), ownerId: ana.id };
  const { id, bytes, partBytes } = await world.begin(theirs, { folderId });
  await world.put(theirs, id, bytes, partBytes);
  world.restart({
    async completeParts(...args) {
      await withdraw();
      return world.server.store.completeParts(...args);
    },
  });
  await expect(world.uploads.finish(theirs, id, 'ask')).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  await give();
  const { node } = await world.uploads.finish(theirs, id, 'ask');
  expect(node?.name).toBe('film.mp4');
  await withdraw();
  await expect(world.uploads.finish(theirs, id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
});

test('who leaves takes their uploads along', async () => {
  const { id } = await world.begin(by);
  await world.drive.database.db.deleteFrom('users').where('id', '=', ana.id).execute();
  expect(await row(id)).toBeUndefined();
});

test('parts that the store has forgotten are asked for again', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  await world.server.store.remove((await row(id))?.key ?? '', { parts: true, signal });
  await expect(world.uploads.finish(by, id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
  expect((await world.begin(by, { size: bytes.length })).id).toBe(id);
  await world.put(by, id, bytes, partBytes);
  expect((await world.uploads.finish(by, id, 'ask')).node).not.toBeNull();
});

test('the door looks for the upload of a part by its id alone', async () => {
  const { db } = world.drive.database;
  await expect(
    queryPlan(db, db.selectFrom('web_uploads').selectAll().where('id', '=', 'x')),
  ).resolves.not.toContain('SCAN');
  expect(await findForPart(db, 'x', 'y', new Date().toISOString())).toBeUndefined();
});

/** Asks to put a part of this upload. */
async function ask(id: string, part: { key?: string; number?: number | null; bytes?: number } = {}) {
  const key = part.key ?? (await row(id))?.key ?? '';
  const pass = await world.uploads.mayPut({ uploadId: id, number: 1, bytes: PART, ...part, key });
  pass?.done();
  return pass !== null;
}

test('a part is let in when all of it is right', async () => {
  const { id, bytes } = await world.begin(by);
  expect(await ask(id)).toBe(true);
  expect(await ask(id, { number: 3, bytes: bytes.length - 2 * PART })).toBe(true);
});

test.each([
  ['of a number that there is not', { number: 4, bytes: 7 }],
  ['of no number', { number: 0 }],
  ['with a byte more', { bytes: PART + 1 }],
  ['with a byte less', { bytes: PART - 1 }],
  ['of all the file at once', { number: null, bytes: 20 * MIB + 7 }],
  ['to another key', { key: 'ab/other' }],
])('a part %s is not', async (_what, part) => {
  const { id } = await world.begin(by);
  expect(await ask(id, part)).toBe(false);
});

test('a whole file goes with its labels, and nothing goes to it in parts', async () => {
  const { id } = await world.begin(by, { size: 10 });
  expect(await ask(id, { number: 1, bytes: 10 })).toBe(false);
  const key = (await row(id))?.key ?? '';
  const pass = await world.uploads.mayPut({ uploadId: id, key, number: null, bytes: 10 });
  expect(pass?.whole?.headers).toMatchObject({ 'x-amz-meta-owner': ana.id });
  pass?.done();
});

test('no part is let in for an upload that has ended, of somebody who may not come in, or for what is a file', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  const { db } = world.drive.database;
  const key = (await row(id))?.key ?? '';
  await db.updateTable('users').set({ disabled: 1 }).where('id', '=', ana.id).execute();
  expect(await ask(id)).toBe(false);
  await db.updateTable('users').set({ disabled: 0 }).where('id', '=', ana.id).execute();
  expect(await ask(id)).toBe(true);
  const bo = await world.drive.person();
  const given = await shared(bo);
  const { id: into } = await world.begin({ ...byOf(bo), ownerId: ana.id }, { name: 'c', folderId: given });
  expect(await ask(into)).toBe(true);
  await db.updateTable('users').set({ disabled: 1 }).where('id', '=', ana.id).execute();
  expect(await ask(into)).toBe(false);
  await db.updateTable('users').set({ disabled: 0 }).where('id', '=', ana.id).execute();
  await world.put(by, id, bytes, partBytes);
  await world.uploads.finish(by, id, 'ask');
  expect(await ask(id, { key })).toBe(false);
  const { id: givenUp } = await world.begin(by, { name: 'b' });
  const before = await row(givenUp);
  await world.uploads.abort(by, givenUp);
  expect(await ask(givenUp, { key: before?.key ?? '' })).toBe(false);
});

test('finishing waits for what is on its way, and lets nothing in meanwhile', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  const key = (await row(id))?.key ?? '';
  const part = { uploadId: id, key, number: 1, bytes: PART };
  const pass = await world.uploads.mayPut(part);
  const finishing = world.uploads.finish(by, id, 'ask');
  await expect.poll(() => pass?.signal.aborted).toBe(true);
  expect(await world.uploads.mayPut(part)).toBeNull();
  expect(await row(id)).toBeDefined();
  pass?.done();
  expect((await finishing).node).not.toBeNull();
});

test('parts are broken off when what lets them in goes: the grant, the owner, the folder of a request', async () => {
  const { db } = world.drive.database;
  const bo = await world.drive.person();
  const folderId = await shared(bo);
  const shareId = newId();
  const share = shareRow({ id: shareId, owner_id: ana.id });
  await db.insertInto('shares').values(share).execute();
  const stranger = { ownerId: ana.id, personId: null, shareId, visitor: 'v', sender: null };
  const letIn = async (sender: UploadBy) => {
    const { id } = await world.begin(sender, { folderId });
    const pass = await world.uploads.mayPut({
      uploadId: id,
      key: (await row(id))?.key ?? '',
      number: 1,
      bytes: PART,
    });
    if (pass === null) throw new Error('the part was not let in');
    return pass;
  };
  const setAna = (disabled: number) =>
    db.updateTable('users').set({ disabled }).where('id', '=', ana.id).execute();
  const tellPeople = () => world.drive.events.emit('people.changed', { userId: ana.id });

  const [theirs, strange] = [await letIn({ ...byOf(bo), ownerId: ana.id }), await letIn(stranger)];
  await db.updateTable('grants').set({ access: 'read' }).where('folder_id', '=', folderId).execute();
  world.drive.events.emit('grants.changed', { userIds: [ana.id, bo.id] });
  await expect.poll(() => theirs.signal.aborted).toBe(true);
  theirs.done();
  expect(strange.signal.aborted).toBe(false);

  await setAna(1);
  tellPeople();
  await expect.poll(() => strange.signal.aborted).toBe(true);
  strange.done();
  await setAna(0);

  const again = await letIn(stranger);
  await world.drive.drive.service.trash(ana.caller, { ids: [folderId] }, undefined);
  await expect.poll(() => again.signal.aborted).toBe(true);
  again.done();
});

test('parts for a share are let in while it is open, and broken off when it is closed', async () => {
  const { db } = world.drive.database;
  const shareId = newId();
  const share = shareRow({ id: shareId, owner_id: ana.id, expires_at: '2026-03-11T00:00:00.000Z' });
  await db.insertInto('shares').values(share).execute();
  const stranger = { ownerId: ana.id, personId: null, shareId, visitor: 'v', sender: 'Eva' };
  const { id } = await world.begin(stranger);
  expect(await world.uploads.reservedFor(shareId)).toEqual({ files: 1, bytes: 20 * MIB + 7 });
  const set = (change: { paused?: number; revoked_at?: string | null; expires_at?: string | null }) =>
    db.updateTable('shares').set(change).where('id', '=', shareId).execute();
  for (const [closed, open] of [
    [{ paused: 1 }, { paused: 0 }],
    [{ revoked_at: '2026-03-10T00:00:00.000Z' }, { revoked_at: null }],
    [{ expires_at: '2026-03-10T00:00:00.000Z' }, { expires_at: null }],
  ] as const) {
    await set(closed);
    expect(await ask(id)).toBe(false);
    await set(open);
    expect(await ask(id)).toBe(true);
  }
  const key = (await row(id))?.key ?? '';
  const pass = await world.uploads.mayPut({ uploadId: id, key, number: 1, bytes: PART });
  world.drive.events.emit('shares.closed', { shareId });
  expect(pass?.signal.aborted).toBe(true);
  pass?.done();
  await db.deleteFrom('shares').where('id', '=', shareId).execute();
  expect(await row(id)).toBeUndefined();
});
