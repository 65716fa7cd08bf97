import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../../tests/support/core.ts';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { newId } from '../lib/ids.ts';
import { oldTrashQuery } from './retention.table.ts';
import { ownVersionsQuery, versionCountsQuery, versionsBeforeQuery } from './versions.table.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let world: DriveWorld;
let ana: Resident;

beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person({ role: 'owner' });
});
afterEach(() => world.close());

/** Uploads a content under a name, over what is there. */
async function put(
  name: string,
  size: number,
  conflict: 'replace' | 'skip' | 'keepBoth' | null = 'replace',
  folderId = ana.rootId,
) {
  const objectId = await ana.reserve(size);
  const modifiedAt = `2026-01-01T00:00:00.${String(size % 1000).padStart(3, '0')}Z`;
  const node = await world.drive.access.commitUpload({
    userId: ana.id,
    objectId,
    etag: `etag ${String(size)}`,
    size,
    folderId,
    name,
    modifiedAt,
    conflict,
  });
  return { ...node, objectId };
}
const versions = () => world.drive.versions;
const list = (id: string) => versions().list(ana.caller, { id }, undefined);
const sizes = async (id: string) => (await list(id)).map(({ sizeBytes }) => sizeBytes);
const account = () =>
  world.database.db
    .selectFrom('users')
    .select([
      'used_bytes as bytes',
      'file_count as files',
      'version_bytes as older',
      'version_count as count',
    ])
    .where('id', '=', ana.id)
    .executeTakeFirstOrThrow();
const stateOf = async (objectId: string) =>
  (
    await world.database.db
      .selectFrom('objects')
      .select('state')
      .where('id', '=', objectId)
      .executeTakeFirstOrThrow()
  ).state;
const later = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const keep = (kept: {
  trashDays?: number | null;
  versionDays?: number | null;
  versionCount?: number | null;
}) =>
  world.database.db
    .insertInto('cloud')
    .values({
      id: newId(),
      name: 'Cloud',
      data_folder: null,
      engine: '{}',
      setup_step: 'done',
      folder_claimed: 1,
      trash_days: kept.trashDays ?? null,
      version_days: kept.versionDays ?? null,
      version_count: kept.versionCount ?? null,
      created_at: world.clock.now.toISOString(),
    })
    .execute();

describe('uploading over a file', () => {
  test('keeps what was there as an earlier content of the same file', async () => {
    const before = await put('Report.pdf', 10);
    later(1000);
    const after = await put('report.PDF', 25);

    expect(after).toMatchObject({ id: before.id, name: 'Report.pdf', type: 'pdf', sizeBytes: 25 });
    expect(after.contentId).not.toBe(before.contentId);
    expect(await list(before.id)).toMatchObject([
      { sizeBytes: 10, modifiedAt: before.modifiedAt, contentId: before.objectId },
    ]);
    expect(await account()).toEqual({ bytes: 35, files: 1, older: 10, count: 1 });
  });

  test('shows the newest earlier content first, with the day on which it goes', async () => {
    await keep({ versionDays: 30 });
    const { id } = await put('a.txt', 1);
    for (const size of [2, 3]) {
      later(1000);
      await put('a.txt', size);
    }
    const found = await list(id);
    expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual([2, 1]);
    const [newest] = found;
    expect(newest?.replacedAt).toBe(world.clock.now.toISOString());
    expect(newest?.expiresAt).toBe(new Date(world.clock.now.getTime() + 30 * DAY_MS).toISOString());
  });

  test('makes a numbered file where nobody decided, and where a folder has the name', async () => {
    await put('a.txt', 1);
    expect((await put('a.txt', 2, null)).name).toBe('a (2).txt');
    expect((await put('a.txt', 3, 'keepBoth')).name).toBe('a (3).txt');
    await world.drive.service.createFolder(ana.caller, { parentId: null, name: 'things' }, undefined);
    expect((await put('things', 4)).name).toBe('things (2)');
    expect(await account()).toMatchObject({ files: 4, older: 0 });
  });

  test('does nothing when it is to be skipped', async () => {
    const before = await put('a.txt', 1);
    const skipped = await put('a.txt', 2, 'skip');
    expect(skipped).toMatchObject({ id: before.id, sizeBytes: 1 });
    expect(await stateOf(skipped.objectId)).toBe('garbage');
    expect(await account()).toEqual({ bytes: 1, files: 1, older: 0, count: 0 });
  });

  test('is still known as done when it is committed again after another took its place', async () => {
    const first = await put('a.txt', 1);
    await put('a.txt', 2);
    const again = await world.drive.access.commitUpload({
      userId: ana.id,
      objectId: first.objectId,
      etag: 'etag',
      size: 1,
      folderId: ana.rootId,
      name: 'a.txt',
      modifiedAt: '2026-01-01T00:00:00Z',
    });
    expect(again).toMatchObject({ id: first.id, sizeBytes: 2 });
    expect(await account()).toMatchObject({ files: 1, bytes: 3 });
  });

  test('needs room for the new content as well as the old', async () => {
    await world.database.db.updateTable('users').set({ quota_bytes: 30 }).where('id', '=', ana.id).execute();
    await put('a.txt', 20);
    await expect(put('a.txt', 20)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', data: { free: 10 } });
    expect(await account()).toMatchObject({ bytes: 20, count: 0 });
  });

  test('counts right when many files and contents are stored at the same moment', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `file ${String(index % 20)}`);
    const stored = await Promise.all(names.map((name, index) => put(name, index + 1)));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(20);
    expect(await account()).toEqual({ bytes: 820, files: 20, older: 210, count: 20 });
  });
});

describe('an earlier content', () => {
  test('becomes the present one again, which becomes an earlier one', async () => {
    const first = await put('a.txt', 10);
    later(1000);
    await put('a.txt', 25);
    later(1000);
    const [version] = await list(first.id);

    const restored = await versions().restore(
      ana.caller,
      { id: first.id, versionId: version?.id ?? '' },
      undefined,
    );
    expect(restored).toMatchObject({
      sizeBytes: 10,
      contentId: first.objectId,
      modifiedAt: first.modifiedAt,
    });
    expect(await sizes(first.id)).toEqual([25]);
    expect(await account()).toEqual({ bytes: 35, files: 1, older: 25, count: 1 });
    const history = await world.drive.find.history(ana.caller, { id: first.id, limit: 10 }, undefined);
    expect(history.map(({ kind }) => kind)).toContain('versionRestored');
  });

  test('is deleted for ever by name, or all together, with its object', async () => {
    const first = await put('a.txt', 1);
    const second = await put('a.txt', 2);
    const third = await put('a.txt', 4);
    await put('a.txt', 8);
    const found = await list(first.id);
    const oldest = found.find(({ sizeBytes }) => sizeBytes === 1);

    const one = await versions().remove(
      ana.caller,
      { id: first.id, versionIds: [oldest?.id ?? ''] },
      undefined,
    );
    expect(one.count).toBe(1);
    expect(await stateOf(first.objectId)).toBe('garbage');
    expect(await stateOf(second.objectId)).toBe('stored');
    expect(await account()).toEqual({ bytes: 14, files: 1, older: 6, count: 2 });

    expect(await versions().remove(ana.caller, { id: first.id, versionIds: null }, undefined)).toEqual({
      count: 2,
    });
    expect(await stateOf(third.objectId)).toBe('garbage');
    expect(await account()).toEqual({ bytes: 8, files: 1, older: 0, count: 0 });
  });

  test('is deleted with those of all files of a person, and nobody else’s, however many there are', async () => {
    await keep({ versionCount: null });
    const bob = await world.person();
    for (let size = 1; size <= 250; size += 1) await put('a.txt', size);
    const trashed = await put('b.txt', 7);
    await put('b.txt', 8);
    await world.drive.service.trash(ana.caller, { ids: [trashed.id] }, undefined);

    expect(await versions().removeAll(bob.caller, undefined, undefined)).toEqual({ count: 0 });
    expect(await versions().removeAll(ana.caller, undefined, undefined)).toEqual({ count: 250 });
    expect(await account()).toEqual({ bytes: 258, files: 2, older: 0, count: 0 });
    expect(await stateOf(trashed.objectId)).toBe('garbage');
  });

  test('is nobody else’s, and not of a file in the trash', async () => {
    const bob = await world.person();
    const file = await put('a.txt', 1);
    await put('a.txt', 2);
    const [version] = await list(file.id);
    const ask = { id: file.id, versionId: version?.id ?? '' };
    await expect(versions().list(bob.caller, { id: file.id }, undefined)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(versions().restore(bob.caller, ask, undefined)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      versions().remove(ana.caller, { id: file.id, versionIds: [newId()] }, undefined),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await world.drive.service.trash(ana.caller, { ids: [file.id] }, undefined);
    await expect(versions().restore(ana.caller, ask, undefined)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('stays with its file, whatever that is called, wherever it is, and after the trash; a copy begins without', async () => {
    const { id, objectId } = await put('a.txt', 1);
    await put('a.txt', 2);
    const { service, organise } = world.drive;
    const folder = await service.createFolder(
      ana.caller,
      { parentId: ana.rootId, name: 'Elsewhere' },
      undefined,
    );
    await organise.rename(ana.caller, { id, name: 'b.md' }, undefined);
    await organise.move(ana.caller, { ids: [id], folderId: folder.id, conflicts: 'ask' }, undefined);
    await service.trash(ana.caller, { ids: [folder.id] }, undefined);
    await service.restore(ana.caller, { ids: [folder.id], conflicts: 'keepBoth' }, undefined);
    expect(await list(id)).toMatchObject([{ sizeBytes: 1, contentId: objectId }]);

    await organise.copy(ana.caller, { ids: [id], folderId: ana.rootId, conflicts: 'ask' }, undefined);
    const order = { sort: 'name', descending: false, cursor: null, limit: 10 } as const;
    const { items } = await service.list(ana.caller, { folderId: ana.rootId, ...order }, undefined);
    const copy = items.find(({ name }) => name === 'b.md');
    expect(await sizes(copy?.id ?? '')).toEqual([]);

    const [version] = await list(id);
    await versions().restore(ana.caller, { id, versionId: version?.id ?? '' }, undefined);
    expect(await sizes(id)).toEqual([2]);
    expect(copy).toMatchObject({ sizeBytes: 2 });
  });

  test('keeps its object as long as any file or content refers to it', async () => {
    const first = await put('a.txt', 10);
    await put('a.txt', 25);
    // Another file that shares the content, as a copy does.
    const { db } = world.database;
    const other = await put('b.txt', 10);
    await db.updateTable('nodes').set({ object_id: first.objectId }).where('id', '=', other.id).execute();

    await versions().remove(ana.caller, { id: first.id, versionIds: null }, undefined);
    expect(await stateOf(first.objectId)).toBe('stored');
    await world.drive.service.trash(ana.caller, { ids: [other.id] }, undefined);
    await world.drive.service.deleteForever(ana.caller, { ids: null }, undefined);
    expect(await stateOf(first.objectId)).toBe('garbage');
  });

  test('goes with its file when that is deleted for ever, however many there are', async () => {
    await keep({ versionCount: null });
    const first = await put('a.txt', 1);
    await Promise.all(Array.from({ length: 449 }, (_, index) => put('a.txt', index + 2)));
    expect(await account()).toMatchObject({ files: 1, count: 449 });
    await world.drive.service.trash(ana.caller, { ids: [first.id] }, undefined);
    await world.drive.service.deleteForever(ana.caller, { ids: null }, undefined);
    expect(await account()).toEqual({ bytes: 0, files: 0, older: 0, count: 0 });
    const { count } = await world.database.db
      .selectFrom('objects')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '!=', 'garbage')
      .executeTakeFirstOrThrow();
    expect(count).toBe(0);
  });

  test('goes to the heir with its file', async () => {
    const bob = await world.person();
    const file = await put('a.txt', 3);
    await put('a.txt', 5);
    await world.database.db
      .transaction()
      .execute((tx) => world.drive.access.giveAll(tx, ana.id, bob.id, 'of Ana'));
    const found = await versions().list(bob.caller, { id: file.id }, undefined);
    expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual([3]);
    expect(await account()).toEqual({ bytes: 0, files: 0, older: 0, count: 0 });
    const heir = await world.database.db
      .selectFrom('users')
      .select(['used_bytes', 'version_bytes', 'version_count'])
      .where('id', '=', bob.id)
      .executeTakeFirstOrThrow();
    expect(heir).toEqual({ used_bytes: 8, version_bytes: 3, version_count: 1 });
  });
});

describe('what is kept', () => {
  test('is the newest of each file at once when a new content comes', async () => {
    await keep({ versionCount: 2 });
    const first = await put('a.txt', 1);
    for (const size of [2, 4, 8]) {
      later(1000);
      await put('a.txt', size);
    }
    expect(await sizes(first.id)).toEqual([4, 2]);
    expect(await stateOf(first.objectId)).toBe('garbage');
    expect(await account()).toEqual({ bytes: 14, files: 1, older: 6, count: 2 });
  });

  test('is nothing where nobody wants earlier contents', async () => {
    await keep({ versionCount: 0 });
    const first = await put('a.txt', 1);
    await put('a.txt', 2);
    expect(await sizes(first.id)).toEqual([]);
    expect(await account()).toEqual({ bytes: 2, files: 1, older: 0, count: 0 });
  });

  test('goes by age, an hour after the other, and at the start', async () => {
    await keep({ versionDays: 30, trashDays: 10 });
    const file = await put('a.txt', 1);
    await put('a.txt', 2);
    const old = await put('old.txt', 4);
    await world.drive.service.trash(ana.caller, { ids: [old.id] }, undefined);
    later(20 * DAY_MS);
    const young = await put('young.txt', 8);
    await world.drive.service.trash(ana.caller, { ids: [young.id] }, undefined);

    await world.restart();
    await until(async () => (await account()).bytes === 11, 5000);
    expect(await sizes(file.id)).toEqual([1]);
    later(11 * DAY_MS);
    await world.restart();
    await until(async () => (await account()).bytes === 2, 5000);
    expect(await sizes(file.id)).toEqual([]);
    expect(await account()).toEqual({ bytes: 2, files: 1, older: 0, count: 0 });

    const happened = await world.usage.service.activity(ana.caller, { limit: 10 }, undefined);
    const expired = happened.filter(({ kind }) => kind.endsWith('Expired'));
    expect(expired.map(({ kind, subject, count }) => [kind, subject, count]).toReversed()).toEqual([
      ['trashExpired', 'old.txt', 1],
      ['versionsExpired', 'a.txt', 1],
      ['trashExpired', 'young.txt', 1],
    ]);
  });

  test('changes at once when the setting does', async () => {
    await keep({});
    const file = await put('a.txt', 1);
    for (const size of [2, 4, 8]) {
      later(1000);
      await put('a.txt', size);
    }
    expect(await versions().retention(ana.caller, undefined, undefined)).toEqual({
      trashDays: null,
      versionDays: null,
      versionCount: null,
    });
    const kept = { trashDays: 7, versionDays: null, versionCount: 1 };
    expect(await versions().setRetention(ana.caller, kept, undefined)).toEqual(kept);
    await until(async () => (await sizes(file.id)).length === 1, 5000);
    expect(await sizes(file.id)).toEqual([4]);
    expect(await account()).toMatchObject({ bytes: 12, count: 1 });
  });

  test('is found by indexes, however much there is', async () => {
    const { db } = world.database;
    const before = '2020-01-01T00:00:00.000Z';
    const plans = [
      await queryPlan(db, oldTrashQuery(db, before, 10)),
      await queryPlan(db, versionsBeforeQuery(db, before, 10)),
      await queryPlan(db, versionCountsQuery(db, '', 10)),
      await queryPlan(db, ownVersionsQuery(db, ana.id, 10)),
    ];
    expect(plans.map((plan) => plan.at(-1))).toEqual([
      expect.stringContaining('INDEX nodes_trash'),
      expect.stringContaining('INDEX versions_by_age'),
      expect.stringContaining('INDEX versions_by_node'),
      expect.stringContaining('INDEX versions_by_owner'),
    ]);
    expect(plans.flat().join(' ')).not.toContain('TEMP B-TREE');
  });
});
