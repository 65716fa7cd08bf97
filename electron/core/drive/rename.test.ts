import { expect, test } from 'vitest';
import { inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';
import { newId } from '../lib/ids.ts';

let world: DriveWorld;
let ana: Resident;
let bob: Resident;
const {
  ours: { tree, folder, store, rename, trash, node },
} = inOwnWorlds((given) => {
  ({ world, ana, bob } = given);
});

test('a file gets a name, and the kind that the name tells', async () => {
  const file = await store('notes.txt', 3);
  const { node: shown, undoId } = await rename(file.id, '  Fotografia.JPG ');
  expect(shown).toMatchObject({ id: file.id, name: 'Fotografia.JPG', type: 'image', mime: 'image/jpeg' });
  expect(undoId).not.toBeNull();
  expect(await node(file.id)).toMatchObject({
    name_key: 'fotografia.jpg',
    type: 'image',
    object_id: file.objectId,
  });
});

test.each(['日本語 🗾', 'Ação – 2', 'a'.repeat(255), 'con', 'a:b?*"<>|', '👩‍👩‍👧', 'ﬁ', 'İstanbul', 'ΣΑΣ'])(
  'a folder may be called %s',
  async (name) => {
    const outer = await folder('outer');
    const file = await store('inside', 1, outer.id);
    const { node: shown } = await rename(outer.id, name);
    expect(shown.name).toBe(name.normalize('NFC'));
    expect(await tree()).toEqual([`${shown.name}/`, `${shown.name}/inside=1`]);
    expect((await node(file.id))?.parent_id).toBe(outer.id);
  },
);

test('only case or accents may change', async () => {
  const file = await store('acao', 1);
  for (const name of ['ACAO', 'Ação', 'Ac\u0327a\u0303o', 'acao']) {
    const { node: shown } = await rename(file.id, name);
    expect(shown.name).toBe(name.normalize('NFC'));
  }
});

test('the name that it has changes nothing', async () => {
  const file = await store('a', 1);
  expect((await rename(file.id, 'a')).undoId).toBeNull();
  expect(await world.database.db.selectFrom('history').selectAll().execute()).toEqual([]);
});

test('a name that is taken, by any spelling, is refused', async () => {
  const file = await store('a', 1);
  await folder('Relatório');
  const refused = rename(file.id, 'RELATO\u0301RIO');
  await expect(refused).rejects.toMatchObject({ code: 'NAME_TAKEN', data: { name: 'RELATÓRIO' } });
});

test('the name of something in the trash is free', async () => {
  const [one, two] = [await store('a', 1), await store('b', 1)];
  await trash([one.id]);
  expect((await rename(two.id, 'a')).node.name).toBe('a');
});

test.each(['', ' ', '.', '..', 'a/b', 'a\nb', '\u0000'])('%j is no name', async (name) => {
  const file = await store('a', 1);
  await expect(rename(file.id, name)).rejects.toMatchObject({ code: 'NAME_INVALID' });
  await expect(rename(file.id, 'a'.repeat(256))).rejects.toMatchObject({ code: 'NAME_TOO_LONG' });
});

test('what is gone, in the trash, somebody else’s or the top has no name to change', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  await trash([outer.id]);
  const other = await bob.store('b');
  for (const id of [outer.id, inner.id, other.id, ana.rootId, newId()])
    await expect(rename(id, 'c')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the earlier name is in its history', async () => {
  const file = await store('a', 1);
  await rename(file.id, 'b');
  const notes = await world.database.db.selectFrom('history').selectAll().execute();
  expect(notes).toMatchObject([{ node_id: file.id, kind: 'renamed', detail: 'a' }]);
  const [activity] = await world.usage.service.activity(ana.caller, { limit: 1 }, undefined);
  expect(activity).toMatchObject({ kind: 'renamed', subject: 'b' });
});
