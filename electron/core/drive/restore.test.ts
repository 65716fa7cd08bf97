import { expect, test } from 'vitest';
import { inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';

let world: DriveWorld;
let ana: Resident;
const { ours } = inOwnWorlds((given) => {
  ({ world, ana } = given);
});
const { tree, folder, store, trash, restore, trashed } = ours;

test('a name taken meanwhile is asked about: that one stays in the trash, everything else comes back', async () => {
  const [a, b] = [await store('a', 1), await store('b', 2)];
  await trash([a.id, b.id]);
  const newer = await store('A', 3);
  const answer = await restore([a.id, b.id], 'ask');
  expect(answer).toMatchObject({ count: 1, conflicts: [{ node: { id: a.id }, existing: { id: newer.id } }] });
  expect(await tree()).toEqual(['A=3', 'b=2']);
  expect(await trashed()).toEqual(['a']);
});

test('skipped ones stay in the trash', async () => {
  const file = await store('a', 1);
  await trash([file.id]);
  await store('a', 2);
  expect(await restore([file.id], 'skip')).toEqual({ count: 0, undoId: null, conflicts: [] });
  expect(await trashed()).toEqual(['a']);
});

test('what is restored becomes the newest version of the file that is there', async () => {
  const file = await store('a', 1);
  await trash([file.id]);
  const newer = await store('a', 2);
  await restore([file.id], 'replace');
  expect(await tree()).toEqual(['a=1']);
  const versions = await world.drive.versions.list(ana.caller, { id: newer.id }, undefined);
  expect(versions).toMatchObject([{ sizeBytes: 2 }]);
});

test('a restored folder merges with the one that is there, with what had been trashed inside it before', async () => {
  const outer = await folder('outer');
  await store('a', 1, outer.id);
  const inside = await store('inside', 5, outer.id);
  await trash([inside.id]);
  await trash([outer.id]);
  const newer = await folder('outer');
  await store('a', 2, newer.id);
  await restore([outer.id, inside.id], 'replace');
  expect(await tree()).toEqual(['outer/', 'outer/a=1', 'outer/inside=5']);
  expect(await trashed()).toEqual([]);
});

test('two of one name from the same folder are in conflict with each other', async () => {
  const first = await store('a', 1);
  await trash([first.id]);
  const second = await store('a', 2);
  await trash([second.id]);
  const answer = await restore([first.id, second.id], 'ask');
  expect(answer).toMatchObject({ count: 1, conflicts: [{ node: { id: second.id } }] });
});

test('it is shown when each entry goes by its age, unless the trash is kept', async () => {
  const file = await store('a', 1);
  await trash([file.id]);
  const page = () => world.drive.service.listTrash(ana.caller, { cursor: null, limit: 10 }, undefined);
  const { items } = await page();
  expect(items[0]).toMatchObject({
    trashedAt: '2026-03-10T12:00:00.000Z',
    expiresAt: '2026-04-09T12:00:00.000Z',
  });
  const cloud = { id: ana.id, name: '', engine: '{}', setup_step: 'done' as const, folder_claimed: 1 };
  await world.database.db
    .insertInto('cloud')
    .values({ ...cloud, created_at: '2026', trash_days: null })
    .execute();
  expect((await page()).items[0]?.expiresAt).toBeNull();
});

test('where a trashed entry was is in its history', async () => {
  const outer = await folder('outer');
  const file = await store('a', 1, outer.id);
  await trash([file.id]);
  await restore([file.id]);
  const notes = await world.database.db
    .selectFrom('history')
    .select(['node_id', 'kind', 'detail'])
    .orderBy('id')
    .execute();
  expect(notes).toEqual([
    { node_id: file.id, kind: 'trashed', detail: 'outer' },
    { node_id: file.id, kind: 'restored', detail: null },
  ]);
});
