import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Resident } from '../../../tests/support/drive-world.ts';
import { byOf, makeUploadsWorld, type UploadsWorld } from '../../../tests/support/uploads-world.ts';
import type { UploadBy } from './uploads.ts';

let world: UploadsWorld;
let ana: Resident;
let by: UploadBy;

beforeAll(async () => {
  world = await makeUploadsWorld();
});
beforeEach(async () => {
  world.restart();
  ana = await world.drive.person();
  by = byOf(ana);
});
afterAll(() => world.close());

const crash = () => Promise.reject(new Error('crashed'));
const db = () => world.drive.database.db;
const names = async () =>
  (
    await db()
      .selectFrom('nodes')
      .select('name')
      .where('owner_id', '=', ana.id)
      .where('kind', '=', 'file')
      .execute()
  ).map(({ name }) => name);
const used = async () =>
  await db()
    .selectFrom('users')
    .select(['used_bytes', 'file_count'])
    .where('id', '=', ana.id)
    .executeTakeFirstOrThrow();

test('a crash after an upload was reserved, and before the store knew of it, leaves one that can be gone on with', async () => {
  world.restart({ beginParts: crash });
  await expect(world.begin(by)).rejects.toThrow('crashed');
  world.restart();
  const { id, bytes, partBytes } = await world.begin(by);
  expect(
    await db().selectFrom('web_uploads').selectAll().where('owner_id', '=', ana.id).execute(),
  ).toHaveLength(1);
  await world.put(by, id, bytes, partBytes);
  expect((await world.uploads.finish(by, id, 'ask')).node?.sizeBytes).toBe(bytes.length);
});

test('a crash after the store began an upload, and before that was noted, begins it again', async () => {
  world.restart({
    async beginParts(key, options) {
      await world.server.store.beginParts(key, options);
      return crash();
    },
  });
  await expect(world.begin(by)).rejects.toThrow('crashed');
  world.restart();
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  expect((await world.uploads.finish(by, id, 'ask')).node).not.toBeNull();
});

test('a crash before parts were put together leaves the old state, and finishing again the new one', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  world.restart({ completeParts: crash });
  await expect(world.uploads.finish(by, id, 'ask')).rejects.toThrow('crashed');
  expect(await names()).toEqual([]);
  world.restart();
  expect((await world.uploads.finish(by, id, 'ask')).node).not.toBeNull();
  expect(await names()).toEqual(['film.mp4']);
});

test('a crash after parts were put together leaves the old state, and finishing again the new one', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes);
  world.restart({
    async completeParts(...args) {
      await world.server.store.completeParts(...args);
      return crash();
    },
  });
  await expect(world.uploads.finish(by, id, 'ask')).rejects.toThrow('crashed');
  expect(await names()).toEqual([]);
  world.restart();
  const again = await world.uploads.begin(by, {
    folderId: ana.rootId,
    name: 'film.mp4',
    sizeBytes: bytes.length,
    modifiedAt: '2026-01-02T03:04:05.000Z',
  });
  expect(again).toMatchObject({ id });
  expect(again.parts.map(({ sizeBytes }) => sizeBytes).reduce((a, b) => a + b, 0)).toBe(bytes.length);
  expect((await world.uploads.finish(by, id, 'ask')).node?.sizeBytes).toBe(bytes.length);
  expect(await names()).toEqual(['film.mp4']);
});

test.each([3, 20 * 1024 * 1024])(
  'a crash after a file of %i bytes was made, and before its upload went, makes no second one',
  async (size) => {
    const { id, bytes, partBytes } = await world.begin(by, { size });
    await world.put(by, id, bytes, partBytes);
    const row = await db()
      .selectFrom('web_uploads')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const first = await world.uploads.finish(by, id, 'ask');
    await db().insertInto('web_uploads').values(row).execute();
    world.restart();
    for (const conflict of ['ask', 'keepBoth', 'replace'] as const) {
      const again = await world.uploads.finish(by, id, conflict);
      expect(again.node?.id).toBe(first.node?.id);
    }
    expect(await names()).toEqual(['film.mp4']);
    expect(await used()).toEqual({ used_bytes: size, file_count: 1 });
    expect(await db().selectFrom('web_uploads').selectAll().where('id', '=', id).execute()).toEqual([]);
  },
);

test.each([3, 20 * 1024 * 1024])(
  'a crash after a file of %i bytes was made, and before its sender heard of it, answers with that file when asked again',
  async (size) => {
    const { id, bytes, partBytes } = await world.begin(by, { size });
    await world.put(by, id, bytes, partBytes);
    const first = await world.uploads.finish(by, id, 'keepBoth');
    world.restart();
    for (const conflict of ['ask', 'keepBoth', 'replace'] as const)
      expect(await world.uploads.finish(by, id, conflict)).toEqual(first);
    expect(await names()).toEqual(['film.mp4']);
    expect(await used()).toEqual({ used_bytes: size, file_count: 1 });
    const other = byOf(await world.drive.person());
    await expect(world.uploads.finish(other, id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
  },
);

test('what became a file is remembered for a day, and holds nothing that is deleted for ever', async () => {
  const [kept, deleted] = [await world.begin(by, { size: 3 }), await world.begin(by, { size: 4 })];
  for (const { id, bytes, partBytes } of [kept, deleted]) {
    await world.put(by, id, bytes, partBytes);
    await world.uploads.finish(by, id, 'keepBoth');
  }
  await db().updateTable('nodes').set({ purged_at: '2026-03-10' }).where('size', '=', 4).execute();
  await expect(world.uploads.finish(by, deleted.id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
  const start = world.drive.clock.now;
  world.drive.clock.now = new Date(start.getTime() + 25 * 3_600_000);
  world.uploads.start();
  await expect
    .poll(() => db().selectFrom('ended_uploads').selectAll().where('owner_id', '=', ana.id).execute())
    .toEqual([]);
  world.drive.clock.now = start;
  await expect(world.uploads.finish(by, kept.id, 'ask')).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
});

test('giving up what became a file before a crash leaves the file', async () => {
  const { id, bytes, partBytes } = await world.begin(by, { size: 3 });
  await world.put(by, id, bytes, partBytes);
  const row = await db().selectFrom('web_uploads').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  await world.uploads.finish(by, id, 'ask');
  await db().insertInto('web_uploads').values(row).execute();
  world.restart();
  await world.uploads.abort(by, id);
  expect(await names()).toEqual(['film.mp4']);
  const object = await db()
    .selectFrom('objects')
    .select('state')
    .where('id', '=', row.object_id)
    .executeTakeFirstOrThrow();
  expect(object.state).toBe('stored');
});

test('a store that crashes in the middle and comes back has the parts that it said it had', async () => {
  const { id, bytes, partBytes } = await world.begin(by);
  await world.put(by, id, bytes, partBytes, [1, 2]);
  await world.server.crash();
  await expect(world.uploads.finish(by, id, 'ask')).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  await world.server.comeBack();
  await world.put(by, id, bytes, partBytes, [3]);
  expect((await world.uploads.finish(by, id, 'ask')).node?.sizeBytes).toBe(bytes.length);
});
