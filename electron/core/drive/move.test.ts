import { beforeEach, describe, expect, test } from 'vitest';
import { inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';
import { newId } from '../lib/ids.ts';

let world: DriveWorld;
let ana: Resident;
let bob: Resident;
const { ours } = inOwnWorlds((given) => {
  ({ world, ana, bob } = given);
});
const { tree, folder, store, move } = ours;

test('a file and a folder with all in it go to another folder', async () => {
  const target = await folder('target');
  const trip = await folder('trip');
  await store('a.jpg', 5, trip.id);
  const note = await store('note.txt', 7);
  const answer = await move([trip.id, note.id], target.id);
  expect(answer).toMatchObject({ count: 2, conflicts: [] });
  expect(answer.undoId).not.toBeNull();
  expect(await tree()).toEqual(['target/', 'target/trip/', 'target/trip/a.jpg=5', 'target/note.txt=7']);
});

test('entries go to the top', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  await move([inner.id], null);
  expect(await tree()).toEqual(['inner/', 'outer/']);
});

test('what is there already is passed over, and nothing is to be taken back', async () => {
  const outer = await folder('outer');
  const file = await store('a', 1, outer.id);
  expect(await move([file.id], outer.id)).toEqual({ count: 0, undoId: null, conflicts: [] });
});

test('something chosen inside a chosen folder goes with its folder', async () => {
  const target = await folder('target');
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  const file = await store('a', 1, inner.id);
  expect(await move([file.id, outer.id, inner.id], target.id)).toMatchObject({ count: 1 });
  expect(await tree()).toEqual(['target/', 'target/outer/', 'target/outer/inner/', 'target/outer/inner/a=1']);
});

test('a folder cannot go into itself or below, and nothing else goes then', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  const deep = await folder('deep', inner.id);
  const file = await store('a', 1);
  for (const target of [outer, inner, deep]) {
    const refused = move([file.id, outer.id], target.id);
    await expect(refused).rejects.toMatchObject({ code: 'FOLDER_INTO_ITSELF', data: { name: 'outer' } });
  }
  expect(await tree()).toEqual(['outer/', 'outer/inner/', 'outer/inner/deep/', 'a=1']);
});

test('a folder that is gone takes nothing', async () => {
  const file = await store('a', 1);
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  await ours.trash([outer.id]);
  for (const target of [inner.id, newId(), bob.rootId, file.id])
    await expect(move([file.id], target)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
});

test('one entry that is gone, somebody else’s or the top makes nothing go', async () => {
  const target = await folder('target');
  const file = await store('a', 1);
  const trashed = await store('b', 1);
  await ours.trash([trashed.id]);
  const other = await bob.store('c');
  for (const id of [newId(), other.id, trashed.id, ana.rootId])
    await expect(move([file.id, id], target.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await tree()).toEqual(['target/', 'a=1']);
});

test('what was trashed inside a folder is restored to where the folder went', async () => {
  const target = await folder('target');
  const outer = await folder('outer');
  const file = await store('a', 1, outer.id);
  await ours.trash([file.id]);
  await move([outer.id], target.id);
  await ours.restore([file.id]);
  expect(await tree()).toEqual(['target/', 'target/outer/', 'target/outer/a=1']);
});

test('both folders are told to the windows', async () => {
  const told: string[] = [];
  world.events.on('drive.changed', ({ folderIds }) => told.push(...folderIds));
  const [from, to] = [await folder('from'), await folder('to')];
  const file = await store('a', 1, from.id);
  told.length = 0;
  await move([file.id], to.id);
  expect(new Set(told)).toEqual(new Set([from.id, to.id]));
});

test('it is noted where each came from', async () => {
  const target = await folder('target');
  const outer = await folder('ação');
  const file = await store('a', 1, (await folder('inner', outer.id)).id);
  await move([file.id], target.id);
  const notes = await world.database.db.selectFrom('history').selectAll().execute();
  expect(notes).toMatchObject([{ node_id: file.id, user_id: ana.id, kind: 'moved', detail: 'ação/inner' }]);
  const [activity] = await world.usage.service.activity(ana.caller, { limit: 1 }, undefined);
  expect(activity).toMatchObject({ kind: 'moved', subject: 'a', count: 1 });
});

describe('a name that is taken', () => {
  let target: string;
  beforeEach(async () => {
    target = (await folder('target')).id;
  });

  test('is asked about, and everything else goes', async () => {
    const existing = await store('Relatório.txt', 1, target);
    const clashing = await store('RELATÓRIO.TXT', 2);
    const free = await store('b', 3);
    const answer = await move([clashing.id, free.id], target);
    expect(answer.count).toBe(1);
    expect(answer.conflicts).toMatchObject([
      { node: { id: clashing.id, name: 'RELATÓRIO.TXT' }, existing: { id: existing.id, sizeBytes: 1 } },
    ]);
    expect(await tree()).toEqual(['target/', 'target/b=3', 'target/Relatório.txt=1', 'RELATÓRIO.TXT=2']);
  });

  test('is passed over', async () => {
    await store('a', 1, target);
    const clashing = await store('a', 2);
    expect(await move([clashing.id], target, { conflicts: 'skip' })).toEqual({
      count: 0,
      undoId: null,
      conflicts: [],
    });
  });

  test('gets a number where both are kept', async () => {
    await store('a.txt', 1, target);
    await folder('b', target);
    const [file, dir] = [await store('a.txt', 2), await folder('b')];
    await move([file.id, dir.id], target, { conflicts: 'keepBoth' });
    expect(await tree(target)).toEqual(['b/', 'b (2)/', 'a (2).txt=2', 'a.txt=1']);
  });

  test('two of one name from different folders are in conflict with each other', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    const [first, second] = [await store('a', 1, one.id), await store('a', 2, two.id)];
    const answer = await move([first.id, second.id], target);
    expect(answer.conflicts).toMatchObject([{ node: { id: second.id }, existing: { id: first.id } }]);
    await move([second.id], target, { conflicts: 'replace' });
    expect(await tree(target)).toEqual(['a=2']);
  });

  test('the new content becomes the newest version of the file that is there', async () => {
    const existing = await store('a.txt', 10, target);
    await ours.setTags([existing.id], ['red']);
    const incoming = await store('A.TXT', 3);
    const answer = await move([incoming.id], target, { conflicts: 'replace' });
    expect(answer).toMatchObject({ count: 1, conflicts: [] });
    expect(await tree()).toEqual(['target/', 'target/a.txt=3']);
    expect(await ours.node(existing.id)).toMatchObject({
      object_id: incoming.objectId,
      tags: 1,
      name: 'a.txt',
    });
    expect(await ours.node(incoming.id)).toBeUndefined();
    const versions = await world.drive.versions.list(ana.caller, { id: existing.id }, undefined);
    expect(versions).toMatchObject([{ contentId: existing.objectId, sizeBytes: 10 }]);
    expect(await ours.account()).toEqual({ bytes: 13, files: 1, versionBytes: 10, versions: 1 });
  });

  test('the versions of the file that comes come along', async () => {
    const existing = await store('a', 10, target);
    const [one, two] = [await folder('one'), await folder('two')];
    const [older, newer] = [await store('a', 3, one.id), await store('a', 4, two.id)];
    await move([newer.id], one.id, { conflicts: 'replace' });
    await move([older.id], target, { conflicts: 'replace' });
    const versions = await world.drive.versions.list(ana.caller, { id: existing.id }, undefined);
    expect(new Set(versions.map(({ sizeBytes }) => sizeBytes))).toEqual(new Set([10, 3]));
    expect(await tree(target)).toEqual(['a=4']);
  });

  test('folders merge, level by level, and only what meets is asked for', async () => {
    const there = await folder('trip', target);
    const thereDay = await folder('day', there.id);
    await store('a', 1, thereDay.id);
    await store('b', 2, thereDay.id);
    const here = await folder('Trip');
    const hereDay = await folder('DAY', here.id);
    await store('b', 20, hereDay.id);
    await store('c', 30, hereDay.id);
    await folder('new', here.id);
    const gone = await store('gone', 5, hereDay.id);
    await ours.trash([gone.id]);
    await move([here.id], target, { conflicts: 'replace' });
    expect(await tree()).toEqual([
      'target/',
      'target/trip/',
      'target/trip/day/',
      'target/trip/day/a=1',
      'target/trip/day/b=20',
      'target/trip/day/c=30',
      'target/trip/new/',
    ]);
    expect(await ours.node(here.id)).toBeUndefined();
    await ours.restore([gone.id]);
    expect(await tree(thereDay.id)).toContain('gone=5');
  });

  test('a file and a folder are both kept', async () => {
    await folder('a', target);
    await store('b', 1, target);
    const [file, dir] = [await store('a', 2), await folder('b')];
    await move([file.id, dir.id], target, { conflicts: 'replace' });
    expect(await tree(target)).toEqual(['a/', 'b (2)/', 'a (2)=2', 'b=1']);
  });

  test('a folder merges with the one that it is in', async () => {
    const outer = await folder('docs', target);
    const x = await folder('x', outer.id);
    const inner = await folder('docs', x.id);
    const innerX = await folder('x', inner.id);
    await folder('docs', innerX.id);
    await store('f', 1, innerX.id);
    await store('f', 2, x.id);
    await move([inner.id], target, { conflicts: 'replace' });
    expect(await tree(target)).toEqual(['docs/', 'docs/x/', 'docs/x/f=1']);
  });
});
