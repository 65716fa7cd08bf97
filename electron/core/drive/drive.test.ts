import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { newId } from '../lib/ids.ts';
import type { UploadNote, WalkedEntry } from './drive-access.ts';
import { addFolder } from './folders.ts';
import { toNodeName } from './names.ts';

let world: DriveWorld;
let ana: Resident;

beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
});
afterEach(() => world.close());

const folder = (name: string, parentId: string | null = null, person = ana) =>
  world.drive.service.createFolder(person.caller, { parentId, name }, undefined);
const trash = (...ids: string[]) => world.drive.service.trash(ana.caller, { ids }, undefined);
const list = async (folderId: string | null, person = ana) => {
  const order = { sort: 'name', descending: false, cursor: null, limit: 1000 } as const;
  return (await world.drive.service.list(person.caller, { folderId, ...order }, undefined)).items;
};
const names = async (folderId: string | null, person = ana) =>
  (await list(folderId, person)).map(({ name }) => name);
const account = (person: Resident) =>
  world.database.db
    .selectFrom('users')
    .select(['used_bytes as bytes', 'file_count as files'])
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow();
const upload = (
  objectId: string,
  more: { userId?: string; folderId?: string; name?: string; size?: number; note?: UploadNote } = {},
) =>
  world.drive.access.commitUpload({
    userId: ana.id,
    objectId,
    etag: 'etag',
    size: 5,
    folderId: ana.rootId,
    name: 'a.txt',
    modifiedAt: '2025-12-31T23:00:00-03:00',
    ...more,
  });

describe('a new folder', () => {
  test('has the name as typed, without the blanks around it', async () => {
    expect(await folder('  Notas fiscais: 2026? ')).toMatchObject({
      kind: 'folder',
      name: 'Notas fiscais: 2026?',
      sizeBytes: null,
      createdAt: '2026-03-10T12:00:00.000Z',
    });
  });

  test.each([
    ['Foto', 'FOTO'],
    ['Ação', 'Ac\u0327a\u0303o'],
  ])('is refused where a name is taken by another spelling: %s, %s', async (first, second) => {
    await folder(first);
    await expect(folder(second)).rejects.toMatchObject({
      code: 'NAME_TAKEN',
      data: { name: second.normalize('NFC') },
    });
  });

  test('may have the name of something in the trash', async () => {
    const old = await folder('Foto');
    await trash(old.id);
    await folder('foto');
    expect(await names(null)).toEqual(['foto']);
  });

  test('cannot be made in a folder that is gone, or in a file', async () => {
    const file = await ana.store('a.txt');
    const outer = await folder('outer');
    const inner = await folder('inner', outer.id);
    await trash(outer.id);
    for (const id of [file.id, outer.id, inner.id, newId()])
      await expect(folder('x', id)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  });
});

describe('an upload that is committed', () => {
  test('becomes a file with size, type and the time of its source, and counts at once', async () => {
    const objectId = await ana.reserve();
    const node = await upload(objectId, { name: 'Relatório.pdf', size: 12 });
    expect(node).toMatchObject({
      kind: 'file',
      name: 'Relatório.pdf',
      sizeBytes: 12,
      type: 'pdf',
      mime: 'application/pdf',
      modifiedAt: '2026-01-01T02:00:00.000Z',
    });
    expect(await list(null)).toEqual([node]);
    expect(await account(ana)).toEqual({ bytes: 12, files: 1 });
    const object = await world.database.db
      .selectFrom('objects')
      .select(['state', 'etag', 'size'])
      .where('id', '=', objectId)
      .executeTakeFirst();
    expect(object).toEqual({ state: 'stored', etag: 'etag', size: 12 });
  });

  test('and committed again, as after a crash, is the same file and counts once', async () => {
    const objectId = await ana.reserve();
    const first = await upload(objectId);
    expect(await upload(objectId)).toEqual(first);
    expect(await account(ana)).toEqual({ bytes: 5, files: 1 });
    const [today] = await world.usage.service.days(ana.caller, { days: 1 }, undefined);
    expect(today).toMatchObject({ uploads: 1, uploadBytes: 5 });
  });

  test('is found even in the trash, and refused once it is deleted for ever', async () => {
    const objectId = await ana.reserve();
    const { id } = await upload(objectId);
    await trash(id);
    expect((await upload(objectId)).id).toBe(id);
    await world.drive.service.deleteForever(ana.caller, { ids: [id] }, undefined);
    await expect(upload(objectId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('keeps beside a file of the same name, whatever its case, and among others at the same time', async () => {
    await ana.store('FOTO.jpg');
    const objectIds = await Promise.all(Array.from({ length: 8 }, () => ana.reserve()));
    await Promise.all(objectIds.map((objectId) => upload(objectId, { name: 'foto.jpg' })));
    const numbers = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `foto (${String(number)}).jpg`);
    expect((await names(null)).toSorted()).toEqual(['FOTO.jpg', ...numbers].toSorted());
    expect(await account(ana)).toEqual({ bytes: 41, files: 9 });
  });

  test('and committed several times at once is one file', async () => {
    const objectId = await ana.reserve();
    const nodes = await Promise.all([1, 2, 3].map(() => upload(objectId)));
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(1);
    expect(await account(ana)).toEqual({ bytes: 5, files: 1 });
  });

  test('whose folder went meanwhile stays reserved, to be put elsewhere', async () => {
    const outer = await folder('outer');
    const inner = await folder('inner', outer.id);
    const objectId = await ana.reserve();
    await trash(outer.id);
    await expect(upload(objectId, { folderId: inner.id })).rejects.toMatchObject({ code: 'FOLDER_GONE' });
    expect((await upload(objectId)).name).toBe('a.txt');
  });

  test('one that is refused does not hold back others of the same moment', async () => {
    const [bad, good] = [await ana.reserve(), await ana.reserve()];
    const results = await Promise.allSettled([upload(bad, { folderId: newId() }), upload(good)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await names(null)).toEqual(['a.txt']);
  });

  test('is noted by whoever uploads in the same transaction, all of a moment together', async () => {
    const written: (readonly string[])[] = [];
    const write: UploadNote['write'] = (tx, ids) => {
      written.push(ids);
      return addFolder(tx, ana.id, ana.rootId, toNodeName(ids.join()), 'now').then(() => undefined);
    };
    const objectIds = await Promise.all([1, 2].map(() => ana.reserve()));
    await Promise.all(objectIds.map((objectId, at) => upload(objectId, { note: { id: `n${at}`, write } })));
    expect(written).toEqual([['n0', 'n1']]);
    expect(await names(null)).toEqual(['n0,n1', 'a (2).txt', 'a.txt']);
    const fails = () => Promise.reject(new Error('the disk'));
    const refused = upload(await ana.reserve(), { name: 'b.txt', note: { id: 'n2', write: fails } });
    await expect(refused).rejects.toThrow('the disk');
    expect(await names(null)).not.toContain('b.txt');
  });

  test('is refused when it no longer fits the quota, and nothing changes', async () => {
    const bea = await world.person({ quotaBytes: 10 });
    const [one, two] = [await bea.reserve(6), await bea.reserve(6)];
    const base = { userId: bea.id, folderId: bea.rootId, size: 6 };
    const results = await Promise.allSettled([upload(one, base), upload(two, base)]);
    expect(results[1]).toMatchObject({ reason: { code: 'QUOTA_EXCEEDED', data: { needed: 6, free: 4 } } });
    expect(await account(bea)).toEqual({ bytes: 6, files: 1 });
  });

  test('is refused for an object of another person, as for one that does not exist', async () => {
    const bob = await world.person();
    const mine = await ana.reserve();
    for (const objectId of [mine, newId()])
      await expect(upload(objectId, { userId: bob.id, folderId: bob.rootId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    await expect(upload(mine, { folderId: bob.rootId })).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  });
});

describe('what other rooms ask', () => {
  test('the folder null is the top', async () => {
    expect(await world.drive.access.resolveFolder(ana.id, null)).toBe(ana.rootId);
    const own = await folder('own');
    expect(await world.drive.access.resolveFolder(ana.id, own.id)).toBe(own.id);
  });

  test('a path is made where it is missing and used where it is there, by any spelling', async () => {
    const photos = await folder('Fotos');
    const first = await world.drive.access.ensurePath(ana.id, ana.rootId, ['FOTOS', '2026', 'Março']);
    const again = await world.drive.access.ensurePath(ana.id, ana.rootId, ['fotos', '2026', 'marc\u0327o']);
    expect(again).toBe(first);
    expect(await names(photos.id)).toEqual(['2026']);
  });

  test('a path past a file of that name uses one numbered folder', async () => {
    await ana.store('Fotos');
    const first = await world.drive.access.ensurePath(ana.id, ana.rootId, ['Fotos']);
    expect(await world.drive.access.ensurePath(ana.id, ana.rootId, ['Fotos'])).toBe(first);
    expect(await names(null)).toEqual(['Fotos (2)', 'Fotos']);
  });

  test('a path asked for many times at once is made once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => world.drive.access.ensurePath(ana.id, ana.rootId, ['a', 'b'])),
    );
    expect(new Set(ids).size).toBe(1);
  });

  test('a path in a folder of another person is gone', async () => {
    const bob = await world.person();
    await expect(world.drive.access.ensurePath(bob.id, ana.rootId, ['x'])).rejects.toMatchObject({
      code: 'FOLDER_GONE',
    });
  });

  test('room is measured against the quota, then against the disk', async () => {
    const bea = await world.person({ quotaBytes: 100 });
    await bea.store('a', { size: 60 });
    await expect(world.drive.access.checkRoom(bea.id, 40)).resolves.toBeUndefined();
    await expect(world.drive.access.checkRoom(bea.id, 41)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      data: { needed: 41, free: 40 },
    });
    world.disk.space = { freeBytes: 30, totalBytes: 1000 };
    await expect(world.drive.access.checkRoom(bea.id, 31)).rejects.toMatchObject({
      code: 'CLOUD_FULL',
      data: { needed: 31, free: 30 },
    });
  });

  test('a walk gives each entry once, parents first, with its path and key, and nothing from the trash', async () => {
    const outer = await folder('outer');
    const inner = await folder('inner', outer.id);
    const deep = await ana.store('deep.txt', { folderId: inner.id, size: 3 });
    const gone = await ana.store('gone.txt', { folderId: inner.id });
    await world.database.db.transaction().execute(async (tx) => {
      for (let index = 0; index < 600; index += 1)
        await addFolder(tx, ana.id, outer.id, toNodeName(`f${String(index)}`), '2026-01-01T00:00:00.000Z');
    });
    const single = await ana.store('single.txt');
    await trash(gone.id);
    const walked: WalkedEntry[] = [];
    for await (const entry of world.drive.access.walk(ana.id, [outer.id, single.id])) walked.push(entry);
    expect(walked).toHaveLength(604);
    expect(new Set(walked.map(({ id }) => id)).size).toBe(604);
    const at = (name: string) => walked.findIndex(({ path }) => path.at(-1) === name);
    expect(at('outer')).toBeLessThan(at('inner'));
    expect(at('inner')).toBeLessThan(at('deep.txt'));
    expect(walked[at('deep.txt')]).toMatchObject({
      id: deep.id,
      kind: 'file',
      path: ['outer', 'inner', 'deep.txt'],
      size: 3,
      objectKey: deep.objectId,
    });
    expect(walked[at('single.txt')]?.path).toEqual(['single.txt']);
    expect(walked[at('outer')]?.objectKey).toBeNull();
  });

  test('a walk from what is not there, in the trash, or another’s, is refused before the first entry', async () => {
    const bob = await world.person();
    const own = await ana.store('own.txt');
    const gone = await ana.store('gone.txt');
    await trash(gone.id);
    for (const [person, id] of [
      [ana, gone.id],
      [ana, newId()],
      [ana, ana.rootId],
      [bob, own.id],
    ] as const)
      await expect(
        world.drive.access.walk(person.id, [id])[Symbol.asyncIterator]().next(),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('when a person goes', () => {
  const leave = (act: Parameters<ReturnType<typeof world.database.db.transaction>['execute']>[0]) =>
    world.database.db.transaction().execute(async (tx) => {
      await act(tx);
      await tx.deleteFrom('users').where('id', '=', ana.id).execute();
    });
  const nodesOf = (id: string) =>
    world.database.db.selectFrom('nodes').select('id').where('owner_id', '=', id).execute();
  const objectStates = async () => {
    const rows = await world.database.db.selectFrom('objects').select('state').execute();
    return rows.map(({ state }) => state).toSorted();
  };

  /** A file at the top, one deep inside, one in the trash, one in a trashed folder, and one on its way. */
  async function fill() {
    const outer = await folder('outer');
    const gone = await folder('gone', outer.id);
    await ana.store('top.txt', { size: 1 });
    await ana.store('deep.txt', { size: 10, folderId: outer.id });
    await ana.store('in gone.txt', { size: 100, folderId: gone.id });
    const single = await ana.store('single.txt', { size: 1000, folderId: outer.id });
    await trash(gone.id);
    await trash(single.id);
    await ana.reserve();
  }

  test('all of their files can go with them', async () => {
    const bob = await world.person();
    await bob.store('bob.txt');
    await fill();
    await leave((tx) => world.drive.access.removeAll(tx, ana.id));
    await expect.poll(() => nodesOf(ana.id)).toEqual([]);
    expect(await objectStates()).toEqual(['garbage', 'garbage', 'garbage', 'garbage', 'garbage', 'stored']);
    expect(await names(null, bob)).toEqual(['bob.txt']);
  });

  test('their live files can move into a folder of another, with their sizes; the trash goes', async () => {
    const bob = await world.person();
    await folder('de Ana', null, bob);
    await fill();
    await leave((tx) => world.drive.access.giveAll(tx, ana.id, bob.id, 'de Ana'));
    await expect.poll(() => nodesOf(ana.id)).toEqual([]);
    const top = await list(null, bob);
    expect(top.map(({ name }) => name)).toEqual(['de Ana', 'de Ana (2)']);
    const given = await list(top[1]?.id ?? '', bob);
    expect(given.map(({ name }) => name)).toEqual(['outer', 'top.txt']);
    expect(await names(given[0]?.id ?? '', bob)).toEqual(['deep.txt']);
    expect(await account(bob)).toEqual({ bytes: 11, files: 2 });
    expect(await objectStates()).toEqual(['garbage', 'garbage', 'garbage', 'stored', 'stored']);
    expect(
      (await world.drive.service.listTrash(bob.caller, { cursor: null, limit: 9 }, undefined)).total,
    ).toBe(0);
  });

  test('nothing happens when the transaction they go in fails', async () => {
    await fill();
    const before = await account(ana);
    await expect(
      leave(async (tx) => {
        await world.drive.access.removeAll(tx, ana.id);
        throw new Error('something else went wrong');
      }),
    ).rejects.toThrow('something else');
    await world.restart();
    expect(await names(null)).toEqual(['outer', 'top.txt']);
    expect(await account(ana)).toEqual(before);
  });
});

describe('a watcher', () => {
  test('hears which of its own folders changed, the top as null, and nothing of others', async () => {
    const bob = await world.person();
    const outer = await folder('outer');
    const stop = new AbortController();
    const stream = await world.drive.service.watch(ana.caller, undefined, stop.signal);
    const changes = stream[Symbol.asyncIterator]();
    expect((await changes.next()).value).toEqual({ folderIds: [] });
    await bob.store('b.txt');
    await ana.store('a.txt');
    await ana.store('b.txt', { folderId: outer.id });
    const heard = new Set<string | null>();
    while (heard.size < 2) {
      const next = await changes.next();
      if (next.done === true) throw new Error('the watch ended');
      for (const id of next.value.folderIds) heard.add(id);
    }
    expect(heard).toEqual(new Set([null, outer.id]));
    stop.abort();
    expect((await changes.next()).done).toBe(true);
  });

  test('hears the folder that something was trashed from, and the folder that went', async () => {
    const outer = await folder('outer');
    const inner = await folder('inner', outer.id);
    const told: string[][] = [];
    world.events.on('drive.changed', ({ folderIds }) => told.push([...folderIds]));
    await trash(inner.id);
    expect(told).toEqual([[outer.id, inner.id]]);
  });
});
