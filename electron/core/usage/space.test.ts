import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { fileType } from '../../contract/drive.ts';
import { asideInPlace } from '../db/aside.ts';
import { makePlaces } from '../drive/placed.ts';
import { newId } from '../lib/ids.ts';
import { makeSpace } from './space.ts';
import { equalContentsQuery, equalSizesQuery, largestQuery, overviewQuery } from './space.table.ts';

let world: DriveWorld;
let ana: Resident;
let space: ReturnType<typeof makeSpace>;
beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
  const { db } = world.database;
  space = makeSpace({ db, aside: asideInPlace(db), places: makePlaces(db) });
});
afterEach(() => world.close());

const overview = (folderId: string | null = null, person = ana) =>
  space.overview(person.caller, { folderId }, undefined);
const path = (...names: string[]) => world.drive.access.ensurePath(ana.id, ana.rootId, names);
const trash = (...ids: string[]) => world.drive.service.trash(ana.caller, { ids }, undefined);

/** Gives a stored file's object another checksum. */
async function checksum(objectId: string, etag: string): Promise<void> {
  await world.database.db.updateTable('objects').set({ etag }).where('id', '=', objectId).execute();
}

describe('the overview', () => {
  test('of an empty drive is all zeros', async () => {
    const zero = { bytes: 0, files: 0 };
    expect(await overview()).toEqual({
      path: [],
      total: zero,
      folders: [],
      own: zero,
      byType: [],
      trash: zero,
      versions: zero,
    });
  });

  test('adds up each folder with all below it, the largest first, and what lies directly', async () => {
    const deep = await path('Fotos', '2026', 'Praia');
    const papers = await path('Papéis');
    await path('Vazia');
    await ana.store('a.jpg', { folderId: deep, size: 5000 });
    await ana.store('b.mp4', { folderId: await path('Fotos'), size: 100 });
    await ana.store('c.pdf', { folderId: papers, size: 30 });
    await ana.store('d.txt', { size: 7 });
    const { total, folders, own, byType } = await overview();
    expect(total).toEqual({ bytes: 5137, files: 4 });
    expect(own).toEqual({ bytes: 7, files: 1 });
    expect(folders).toMatchObject([
      { name: 'Fotos', bytes: 5100, files: 2 },
      { name: 'Papéis', bytes: 30, files: 1 },
      { name: 'Vazia', bytes: 0, files: 0 },
    ]);
    expect(byType.map(({ type, bytes }) => [type, bytes])).toEqual([
      ['image', 5000],
      ['video', 100],
      ['pdf', 30],
      ['document', 7],
    ]);
  });

  test('goes down into a folder, and says where that is', async () => {
    const inner = await path('Fotos', '2026');
    await ana.store('a.jpg', { folderId: inner, size: 10 });
    await ana.store('b.jpg', { size: 99 });
    const there = await overview(inner);
    expect(there.path.map(({ name }) => name)).toEqual(['Fotos', '2026']);
    expect(there.total).toEqual({ bytes: 10, files: 1 });
    expect(there.own).toEqual({ bytes: 10, files: 1 });
  });

  test('counts the trash apart, whole folders with it', async () => {
    const gone = await path('Gone', 'deep');
    await ana.store('a.bin', { folderId: gone, size: 400 });
    const { id } = await ana.store('b.bin', { size: 50 });
    await ana.store('c.bin', { size: 1 });
    await trash(await path('Gone'), id);
    const { total, folders, trash: trashed } = await overview();
    expect(total).toEqual({ bytes: 1, files: 1 });
    expect(folders).toEqual([]);
    expect(trashed).toEqual({ bytes: 450, files: 2 });
  });

  test('tells the earlier contents of all files', async () => {
    await world.database.db
      .updateTable('users')
      .set({ version_bytes: 77, version_count: 3 })
      .where('id', '=', ana.id)
      .execute();
    expect((await overview()).versions).toEqual({ bytes: 77, files: 3 });
  });

  test('of somebody else’s folder, and of one that is gone, is refused', async () => {
    const bob = await world.person();
    const folder = await path('Só da Ana');
    await expect(overview(folder, bob)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
    await trash(folder);
    await expect(overview(folder)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  });

  test('is answered from indexes alone', async () => {
    const plan = await queryPlan(world.database.db, overviewQuery(world.database.db, ana.rootId));
    const steps = plan.filter((step) => step.includes(' nodes '));
    expect(steps).toHaveLength(4);
    for (const step of steps)
      expect(step).toMatch(
        /SEARCH nodes USING (COVERING )?INDEX nodes_list_\w+ \(parent_id=\? AND kind=\?\)/u,
      );
  });
});

describe('the largest files', () => {
  const largest = async (limit = 3, person = ana) =>
    (await space.largest(person.caller, { limit }, undefined)).map(({ name }) => name);

  test('of all types and folders come in order, live ones only, nobody else’s', async () => {
    const bob = await world.person();
    await bob.store('of bob.bin', { size: 1e9 });
    const inner = await path('inner');
    const gone = await path('gone');
    for (let size = 1; size <= 20; size += 1)
      await ana.store(`gone ${size}.jpg`, { folderId: gone, size: 1e6 + size });
    await ana.store('a.jpg', { size: 100 });
    await ana.store('b.pdf', { folderId: inner, size: 300 });
    await ana.store('c.xyz', { size: 200 });
    await ana.store('d.txt', { size: 50 });
    const { id } = await ana.store('e.txt', { size: 5000 });
    await trash(gone, id);
    expect(await largest()).toEqual(['b.pdf', 'c.xyz', 'a.jpg']);
    expect(await largest(200)).toEqual(['b.pdf', 'c.xyz', 'a.jpg', 'd.txt']);
    const [first] = await space.largest(ana.caller, { limit: 1 }, undefined);
    expect(first?.path.map(({ name }) => name)).toEqual(['inner']);
  });

  test('are read from the end of an index', async () => {
    const { db } = world.database;
    const plan = await queryPlan(db, largestQuery(db, ana.id, fileType.options, 10));
    const steps = plan.filter((step) => /(?:SEARCH|SCAN) nodes/u.test(step));
    expect(steps).toHaveLength(fileType.options.length);
    for (const step of steps)
      expect(step).toContain('SEARCH nodes USING INDEX nodes_by_type (owner_id=? AND type=?)');
  });
});

describe('duplicates', () => {
  const duplicates = async (limit = 10, person = ana) =>
    (await space.duplicates(person.caller, { limit }, undefined)).map(({ wastedBytes, items }) =>
      [wastedBytes, items.map(({ name }) => name).toSorted()].flat(),
    );
  async function same(etag: string, size: number, ...names: string[]) {
    const stored = [];
    for (const name of names) {
      const one = await ana.store(name, { size });
      await checksum(one.objectId, etag);
      stored.push(one);
    }
    return stored;
  }

  test('have the same size and checksum, whatever their names; the most wasteful come first', async () => {
    await same('aaa', 100, 'a.txt', 'b.jpg', 'c');
    await same('bbb', 5000, 'd.txt', 'e.txt');
    await same('ccc', 5000, 'other content.txt');
    await same('aaa', 77, 'other size.txt');
    expect(await duplicates()).toEqual([
      [5000, 'd.txt', 'e.txt'],
      [200, 'a.txt', 'b.jpg', 'c'],
    ]);
    expect(await duplicates(1)).toEqual([[5000, 'd.txt', 'e.txt']]);
  });

  test('that share their bytes waste nothing', async () => {
    const [one, other] = await same('aaa', 100, 'a.txt', 'copy.txt');
    await world.database.db
      .updateTable('nodes')
      .set({ object_id: one?.objectId ?? '' })
      .where('id', '=', other?.id ?? '')
      .execute();
    expect(await duplicates()).toEqual([]);
  });

  test('in the trash, of nothing, without a checksum or of somebody else are none', async () => {
    const bob = await world.person();
    const { objectId } = await bob.store('of bob.txt', { size: 100 });
    await checksum(objectId, 'aaa');
    const [, thrown] = await same('aaa', 100, 'a.txt', 'thrown.txt');
    await trash(thrown?.id ?? '');
    await same('', 300, 'no sum 1.txt', 'no sum 2.txt');
    await same('zero', 0, 'empty 1.txt', 'empty 2.txt');
    expect(await duplicates()).toEqual([]);
  });

  test('are found among thousands of files', async () => {
    const { db } = world.database;
    const rows = Array.from({ length: 3000 }, (_, index) => ({ id: newId(), object: newId(), index }));
    for (let at = 0; at < rows.length; at += 300) {
      const some = rows.slice(at, at + 300);
      await db
        .insertInto('objects')
        .values(
          some.map(({ object, index }) => ({
            id: object,
            key: object,
            owner_id: ana.id,
            size: 1000 + Math.floor(index / 2),
            // Every second pair has the same content.
            etag: index % 4 < 2 ? `same ${Math.floor(index / 2)}` : `own ${index}`,
            state: 'stored' as const,
            created_at: '2026',
          })),
        )
        .execute();
      await db
        .insertInto('nodes')
        .values(
          some.map(({ id, object, index }) => ({
            id,
            owner_id: ana.id,
            parent_id: ana.rootId,
            kind: 'file' as const,
            name: `${index}`,
            name_key: `${index}`,
            sort_key: `${index}`,
            object_id: object,
            size: 1000 + Math.floor(index / 2),
            type: 'other',
            mime: null,
            created_at: '2026-01-01T00:00:00.000Z',
            modified_at: '2026-01-01T00:00:00.000Z',
            trashed_at: null,
            trashed_path: null,
            purged_at: null,
            touched_at: null,
          })),
        )
        .execute();
    }
    const found = await duplicates(100);
    expect(found).toHaveLength(100);
    expect(found[0]).toEqual([2498, '2996', '2997']);
    expect(found[99]).toEqual([2300, '2600', '2601']);
  });

  test('are looked for by index', async () => {
    const { db } = world.database;
    const sizes = await queryPlan(db, equalSizesQuery(db, ana.id, { limit: 10, offset: 0 }));
    expect(sizes[0]).toContain('SEARCH nodes USING COVERING INDEX nodes_by_type (owner_id=?)');
    const contents = await queryPlan(db, equalContentsQuery(db, ana.id, fileType.options, [1, 2], 10));
    expect(contents[0]).toContain('INDEX nodes_by_type (owner_id=? AND type=? AND size=?)');
    expect(contents[1]).toContain('SEARCH objects USING INDEX sqlite_autoindex_objects_1 (id=?)');
  });
});
