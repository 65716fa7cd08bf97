import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { newId } from '../lib/ids.ts';
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
const trash = (ids: string[], person = ana) => world.drive.service.trash(person.caller, { ids }, undefined);
const restore = (ids: string[], person = ana) =>
  world.drive.service.restore(person.caller, { ids, conflicts: 'keepBoth' }, undefined);
const deleteForever = (ids: string[] | null, person = ana) =>
  world.drive.service.deleteForever(person.caller, { ids }, undefined);
const listTrash = (person = ana, page: { cursor?: string | null; limit?: number } = {}) =>
  world.drive.service.listTrash(person.caller, { cursor: null, limit: 200, ...page }, undefined);
const names = async (folderId: string | null, person = ana) => {
  const order = { sort: 'name', descending: false, cursor: null, limit: 1000 } as const;
  const { items } = await world.drive.service.list(person.caller, { folderId, ...order }, undefined);
  return items.map(({ name }) => name);
};
const account = () =>
  world.database.db
    .selectFrom('users')
    .select(['used_bytes as bytes', 'file_count as files'])
    .where('id', '=', ana.id)
    .executeTakeFirstOrThrow();
const objectState = async (id: string) => {
  const row = await world.database.db
    .selectFrom('objects')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.state;
};

test('a trashed folder goes with all in it, and touches only its own row', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  await ana.store('deep.txt', { folderId: inner.id });
  expect(await trash([outer.id])).toMatchObject({ count: 1 });
  expect(await names(null)).toEqual([]);
  const marked = await world.database.db
    .selectFrom('nodes')
    .select('id')
    .where('trashed_at', 'is not', null)
    .execute();
  expect(marked).toEqual([{ id: outer.id }]);
});

test('the trash lists the newest first, each with where it was, in pages', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    const { id } = await ana.store(name, { folderId: inner.id });
    world.clock.now = new Date(Date.UTC(2026, 2, 11, 0, index));
    await trash([id]);
  }
  const first = await listTrash(ana, { limit: 2 });
  expect(first.total).toBe(3);
  expect(first.items.map(({ name }) => name)).toEqual(['c', 'b']);
  expect(first.items[0]).toMatchObject({
    originalPath: ['outer', 'inner'],
    trashedAt: '2026-03-11T00:02:00.000Z',
  });
  const second = await listTrash(ana, { limit: 2, cursor: first.next });
  expect(second.items.map(({ name }) => name)).toEqual(['a']);
  expect(second.next).toBeNull();
});

test('a folder and something in it, trashed together, are one entry', async () => {
  const outer = await folder('outer');
  const file = await ana.store('a.txt', { folderId: outer.id });
  expect(await trash([file.id, outer.id])).toMatchObject({ count: 1 });
  expect((await listTrash()).items.map(({ name }) => name)).toEqual(['outer']);
});

test('trashing again what is in the trash changes nothing', async () => {
  const outer = await folder('outer');
  const file = await ana.store('a.txt', { folderId: outer.id });
  await trash([outer.id]);
  expect(await trash([outer.id, file.id])).toMatchObject({ count: 0 });
  expect((await listTrash()).total).toBe(1);
});

test('the top folder cannot be trashed', async () => {
  await expect(trash([ana.rootId])).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('one unknown id among others changes nothing', async () => {
  const file = await ana.store('a.txt');
  await expect(trash([file.id, newId()])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await names(null)).toEqual(['a.txt']);
});

test('what is restored is where it was, with all in it', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  await ana.store('deep.txt', { folderId: inner.id });
  await trash([inner.id]);
  expect(await names(outer.id)).toEqual([]);
  expect(await restore([inner.id])).toMatchObject({ count: 1 });
  expect(await names(outer.id)).toEqual(['inner']);
  expect(await names(inner.id)).toEqual(['deep.txt']);
  expect((await listTrash()).total).toBe(0);
});

test('a name taken meanwhile, by any spelling, gets a number', async () => {
  const first = await ana.store('Foto.JPG');
  await trash([first.id]);
  await ana.store('foto.jpg');
  await restore([first.id]);
  expect(await names(null)).toEqual(['foto.jpg', 'Foto (2).JPG'].toSorted());
});

test('a file whose folder is in the trash gets its folder again, and the folder keeps its own content', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  const file = await ana.store('a.txt', { folderId: inner.id });
  await ana.store('b.txt', { folderId: inner.id });
  await trash([file.id]);
  await trash([outer.id]);
  await restore([file.id]);
  expect(await names(null)).toEqual(['outer']);
  expect((await listTrash()).items.map(({ name }) => name)).toEqual(['outer']);
  await restore([outer.id]);
  expect(await names(null)).toEqual(['outer', 'outer (2)']);
  expect(await names(inner.id)).toEqual(['b.txt']);
});

test('a folder and something trashed in it before, restored together, are as they were', async () => {
  const outer = await folder('outer');
  const file = await ana.store('a.txt', { folderId: outer.id });
  await trash([file.id]);
  await trash([outer.id]);
  expect(await restore([file.id, outer.id])).toMatchObject({ count: 2 });
  expect(await names(null)).toEqual(['outer']);
  expect(await names(outer.id)).toEqual(['a.txt']);
});

test('what had been trashed by itself outlives its folder, and the folder is made again for it', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  const file = await ana.store('a.txt', { folderId: inner.id });
  await trash([file.id]);
  await trash([outer.id]);
  await deleteForever([outer.id]);
  const { items } = await listTrash();
  expect(items).toMatchObject([{ name: 'a.txt', originalPath: ['outer', 'inner'] }]);
  await restore([file.id]);
  const order = { sort: 'name', descending: false, cursor: null, limit: 10 } as const;
  const top = await world.drive.service.list(ana.caller, { folderId: null, ...order }, undefined);
  const made = top.items[0]?.id ?? '';
  expect(await names(made)).toEqual(['inner']);
  expect(await account()).toEqual({ bytes: 1, files: 1 });
});

test('where a file has the name of the folder, the folder made again gets a number', async () => {
  const outer = await folder('outer');
  const file = await ana.store('a.txt', { folderId: outer.id });
  await trash([file.id]);
  await trash([outer.id]);
  await ana.store('outer');
  await restore([file.id]);
  expect(await names(null)).toEqual(['outer (2)', 'outer'].toSorted((a, b) => b.length - a.length));
});

test('deleting for ever removes the rows, leaves the objects to the sweep and frees the space', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  const deep = await ana.store('deep.txt', { folderId: inner.id, size: 100 });
  const kept = await ana.store('kept.txt', { size: 7 });
  await trash([outer.id]);
  expect(await deleteForever([outer.id])).toMatchObject({ count: 1 });
  const rows = await world.database.db.selectFrom('nodes').select('id').execute();
  expect(rows.map(({ id }) => id).toSorted()).toEqual([ana.rootId, kept.id].toSorted());
  expect(await objectState(deep.objectId)).toBe('garbage');
  expect(await objectState(kept.objectId)).toBe('stored');
  expect(await account()).toEqual({ bytes: 7, files: 1 });
});

test('an object that another file shares stays', async () => {
  const file = await ana.store('a.txt');
  const row = await world.database.db
    .selectFrom('nodes')
    .selectAll()
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  const copy = { ...row, id: newId(), name: 'b.txt', name_key: 'b.txt', sort_key: 'b.txt' };
  await world.database.db.insertInto('nodes').values(copy).execute();
  await trash([file.id]);
  await deleteForever([file.id]);
  expect(await objectState(file.objectId)).toBe('stored');
  await trash([copy.id]);
  await deleteForever([copy.id]);
  expect(await objectState(file.objectId)).toBe('garbage');
});

test('emptying the trash deletes all that is in it and nothing else', async () => {
  const outer = await folder('outer');
  for (let index = 0; index < 450; index += 1)
    await ana.store(`${String(index)}.txt`, { folderId: outer.id });
  const single = await ana.store('single.txt');
  await ana.store('kept.txt');
  await trash([outer.id]);
  await trash([single.id]);
  expect(await deleteForever(null)).toMatchObject({ count: 2 });
  expect((await listTrash()).total).toBe(0);
  expect(await names(null)).toEqual(['kept.txt']);
  expect(await account()).toEqual({ bytes: 1, files: 1 });
});

test('what is not in the trash cannot be deleted for ever', async () => {
  const outer = await folder('outer');
  const inside = await ana.store('a.txt', { folderId: outer.id });
  const live = await ana.store('b.txt');
  await trash([outer.id]);
  for (const id of [live.id, inside.id, ana.rootId, newId()])
    await expect(deleteForever([id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await account()).toEqual({ bytes: 2, files: 2 });
});

test('what was deleted for ever can neither be seen, restored nor deleted again', async () => {
  const file = await ana.store('a.txt');
  await trash([file.id]);
  // As a crash right after the mark leaves it.
  await world.database.db.updateTable('nodes').set({ purged_at: 'now' }).where('id', '=', file.id).execute();
  expect((await listTrash()).items).toEqual([]);
  for (const attempt of [restore, trash, deleteForever])
    await expect(attempt([file.id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a purge that was cut short goes on at the next start', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  for (let index = 0; index < 300; index += 1)
    await ana.store(`${String(index)}.txt`, { folderId: inner.id });
  await trash([outer.id]);
  const deleting = deleteForever([outer.id]);
  await expect.poll(async () => (await account()).files, { interval: 0 }).toBeLessThan(300);
  await world.restart();
  await deleting;
  await expect.poll(account).toEqual({ bytes: 0, files: 0 });
  await expect
    .poll(() => world.database.db.selectFrom('nodes').select('id').execute())
    .toEqual([{ id: ana.rootId }]);
});

test('another person’s entries are exactly like ones that do not exist', async () => {
  const bob = await world.person();
  const live = await ana.store('live.txt');
  const trashed = await ana.store('trashed.txt');
  await trash([trashed.id]);
  for (const id of [live.id, trashed.id, newId()]) {
    for (const attempt of [trash, restore, deleteForever])
      await expect(attempt([id], bob)).rejects.toMatchObject({ code: 'NOT_FOUND', data: undefined });
  }
  expect(await deleteForever(null, bob)).toMatchObject({ count: 0 });
  expect(await listTrash(bob)).toEqual({ items: [], next: null, total: 0 });
  expect(await names(null)).toEqual(['live.txt']);
  expect((await listTrash()).total).toBe(1);
});

test('a cursor of the trash that is none is refused', async () => {
  await expect(listTrash(ana, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('other work gets its turn while thousands of files are trashed, restored and deleted', async () => {
  const ids: string[] = [];
  await world.database.db.transaction().execute(async (tx) => {
    for (let index = 0; index < 2000; index += 1) {
      const name = toNodeName(`${String(index)}.txt`);
      const row = await addFolder(tx, ana.id, ana.rootId, name, '2026-01-01T00:00:00.000Z');
      ids.push(row.id);
    }
  });
  let turns = 0;
  let counting = true;
  const count = () => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  count();
  const turnsOf = async (act: () => unknown) => {
    const before = turns;
    expect(await act()).toMatchObject({ count: 2000 });
    return turns - before;
  };
  expect(await turnsOf(() => trash(ids))).toBeGreaterThanOrEqual(9);
  expect(await turnsOf(() => restore(ids))).toBeGreaterThanOrEqual(9);
  await trash(ids);
  expect(await turnsOf(() => deleteForever(null))).toBeGreaterThanOrEqual(18);
  counting = false;
});
