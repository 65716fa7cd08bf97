import { expect, test } from 'vitest';
import { inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';
import { TAG_COLORS } from '../../contract/drive.ts';
import { newId } from '../lib/ids.ts';

let world: DriveWorld;
let ana: Resident;
let bob: Resident;
let people: Set<Resident>;
const { ours } = inOwnWorlds((given) => {
  ({ world, ana, bob, people } = given);
});
const { folder, store, setTags, setFavourite, tags, trash } = ours;

const counts = async () =>
  (await tags()).filter(({ count }) => count > 0).map(({ color, count }) => [color, count]);
const shown = async (id: string) => {
  const order = { sort: 'name', descending: false, cursor: null, limit: 10 } as const;
  const { items } = await world.drive.service.list(ana.caller, { folderId: null, ...order }, undefined);
  return items.find((item) => item.id === id);
};
const renameTag = (name: string | null) =>
  world.drive.organise.renameTag(ana.caller, { color: 'red', name }, undefined);

test('files and folders carry several tags at once', async () => {
  const file = await store('a', 1);
  const dir = await folder('b');
  expect(await setTags([file.id, dir.id], ['grey', 'red'])).toMatchObject({ count: 2 });
  await setTags([file.id], ['blue'], ['grey']);
  expect((await shown(file.id))?.tags).toEqual(['red', 'blue']);
  expect((await shown(dir.id))?.tags).toEqual(['red', 'grey']);
});

test('only those that are changed count, and nothing changed is nothing to take back', async () => {
  const [one, two] = [await store('a', 1), await store('b', 1)];
  await setTags([one.id], ['red']);
  expect(await setTags([one.id, two.id], ['red'])).toMatchObject({ count: 1 });
  expect(await setTags([one.id, two.id], ['red'], ['blue'])).toEqual({
    count: 0,
    undoId: null,
    conflicts: [],
  });
});

test('something inside a chosen folder is marked too', async () => {
  const outer = await folder('outer');
  const file = await store('a', 1, outer.id);
  expect(await setTags([outer.id, file.id], ['red'])).toMatchObject({ count: 2 });
});

test('everybody has seven tags; what is in the trash is not counted', async () => {
  expect((await tags()).map(({ color, name, count }) => [color, name, count])).toEqual(
    TAG_COLORS.map((color) => [color, null, 0]),
  );
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  const [one, two] = [await store('a', 1), await store('b', 1, inner.id)];
  await setTags([one.id, two.id, outer.id], ['red']);
  await setTags([two.id], ['blue']);
  expect(await counts()).toEqual([
    ['red', 3],
    ['blue', 1],
  ]);
  await trash([outer.id]);
  expect(await counts()).toEqual([['red', 1]]);
  await trash([one.id]);
  expect(await counts()).toEqual([]);
});

test('a tag has a name of each person’s own', async () => {
  await renameTag('Férias');
  await renameTag('Urgente');
  expect((await tags())[0]).toEqual({ color: 'red', name: 'Urgente', count: 0 });
  const theirs = await world.drive.organise.tags(bob.caller, undefined, undefined);
  expect(theirs[0]?.name).toBeNull();
  for (const none of ['', null]) {
    await renameTag('x');
    await renameTag(none);
    expect((await tags())[0]?.name).toBeNull();
  }
});

test('favourites come and go', async () => {
  const file = await store('a', 1);
  expect(await setFavourite([file.id], true)).toMatchObject({ count: 1 });
  expect((await shown(file.id))?.favourite).toBe(true);
  expect(await setFavourite([file.id], true)).toMatchObject({ count: 0, undoId: null });
  await setFavourite([file.id], false);
  expect((await shown(file.id))?.favourite).toBe(false);
});

test('what is gone, in the trash, somebody else’s or the top is not marked, and nothing else is', async () => {
  const file = await store('a', 1);
  const trashed = await store('b', 1);
  await trash([trashed.id]);
  const other = await bob.store('c');
  for (const id of [newId(), other.id, trashed.id, ana.rootId]) {
    await expect(setTags([file.id, id], ['red'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(setFavourite([file.id, id], true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await counts()).toEqual([]);
});

test('the folder of what was marked is told to the windows', async () => {
  const told: string[] = [];
  const outer = await folder('outer');
  const file = await store('a', 1, outer.id);
  world.events.on('drive.changed', ({ folderIds }) => told.push(...folderIds));
  await setTags([file.id], ['red']);
  expect(told).toEqual([outer.id]);
});

test('files given to another person keep their tags, and are no favourites or recent ones of theirs', async () => {
  const file = await store('a', 1);
  await setTags([file.id], ['red']);
  await setFavourite([file.id], true);
  await world.database.db
    .transaction()
    .execute((tx) => world.drive.access.giveAll(tx, ana.id, bob.id, 'of Ana'));
  expect(await ours.node(file.id)).toMatchObject({
    owner_id: bob.id,
    tags: 1,
    favourite_at: null,
    touched_at: null,
  });
  const theirs = await world.drive.organise.tags(bob.caller, undefined, undefined);
  expect(theirs[0]?.count).toBe(1);
  // Ana's top folder has become one of Bob's; with her account, her changes go too.
  await world.database.db.deleteFrom('users').where('id', '=', ana.id).execute();
  expect(await world.database.db.selectFrom('undo').selectAll().execute()).toEqual([]);
  people.delete(ana);
});
