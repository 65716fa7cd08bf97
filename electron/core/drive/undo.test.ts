import { describe, expect, test } from 'vitest';
import { folderRow, inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';
import { UNDO_MINIMUM } from '../../contract/organise.ts';
import { newId } from '../lib/ids.ts';

let world: DriveWorld;
let ana: Resident;
const { ours, theirs } = inOwnWorlds((given) => {
  ({ world, ana } = given);
});
const { tree, folder, store, move, copy, undo } = ours;

/** All that a person sees and what it counts; versions and marks included. */
async function everything() {
  const { db } = world.database;
  const nodes = await db
    .selectFrom('nodes')
    .selectAll()
    .where('owner_id', '=', ana.id)
    .orderBy('id')
    .execute();
  const versions = await db.selectFrom('versions').selectAll().orderBy('id').execute();
  return { tree: await tree(), nodes, versions, account: await ours.account() };
}

/** Does something, takes it back, and tells what is not as it was before. */
async function leftOver(change: () => Promise<{ undoId: string | null }>): Promise<string[]> {
  const before = linesOf(await everything());
  const { undoId } = await change();
  if (undoId === null || differences(before, linesOf(await everything())).length === 0)
    throw new Error('nothing was changed');
  const undone = await undo();
  if (undone.id !== undoId) throw new Error('another change was taken back');
  return differences(before, linesOf(await everything()));
}

function differences(one: readonly string[], other: readonly string[]): string[] {
  return [
    ...one.filter((line) => !other.includes(line)).map((line) => `- ${line}`),
    ...other.filter((line) => !one.includes(line)).map((line) => `+ ${line}`),
  ];
}

function linesOf({
  tree: names,
  nodes,
  versions,
  account,
}: Awaited<ReturnType<typeof everything>>): string[] {
  return [...names, ...[...nodes, ...versions, account].map((row) => JSON.stringify(row))];
}

describe('is as it was after', () => {
  test('a rename, also of the kind that the name told', async () => {
    const file = await store('a.jpg', 1);
    expect(await leftOver(() => ours.rename(file.id, 'a.txt'))).toEqual([]);
    const dir = await folder('Ação');
    expect(await leftOver(() => ours.rename(dir.id, 'ação'))).toEqual([]);
  });

  test('a move of some from several folders', async () => {
    const [one, two, target] = [await folder('one'), await folder('two'), await folder('target')];
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.push((await store(name, 1, one.id)).id);
    const trip = await folder('trip', two.id);
    await store('inside', 1, trip.id);
    expect(await leftOver(() => move([...ids, trip.id], target.id))).toEqual([]);
  });

  test('a move that numbered', async () => {
    const target = await folder('target');
    await store('a.txt', 1, target.id);
    const file = await store('a.txt', 2);
    expect(await leftOver(() => move([file.id], target.id, { conflicts: 'keepBoth' }))).toEqual([]);
  });

  test('a move that replaced: both files are there again, each with its versions', async () => {
    const [one, two, target] = [await folder('one'), await folder('two'), await folder('target')];
    await store('a', 1, target.id);
    const [older, newer] = [await store('a', 2, one.id), await store('a', 3, two.id)];
    await ours.setFavourite([older.id], true);
    await move([newer.id], one.id, { conflicts: 'replace' });
    expect(await leftOver(() => move([older.id], target.id, { conflicts: 'replace' }))).toEqual([]);
  });

  test('a move that merged folders', async () => {
    const target = await folder('target');
    const there = await folder('trip', target.id);
    const thereDay = await folder('day', there.id);
    await store('a', 1, thereDay.id);
    await store('b', 2, thereDay.id);
    const here = await folder('Trip');
    const hereDay = await folder('DAY', here.id);
    await store('b', 20, hereDay.id);
    await store('c', 30, hereDay.id);
    await store('day', 1, here.id).then(({ id }) => ours.rename(id, 'day 2'));
    await folder('new', here.id);
    await ours.trash([(await store('gone', 5, hereDay.id)).id]);
    expect(await leftOver(() => move([here.id], target.id, { conflicts: 'replace' }))).toEqual([]);
  });

  test('a folder that merged with the one it was in', async () => {
    const outer = await folder('docs');
    const x = await folder('x', outer.id);
    const inner = await folder('docs', x.id);
    const innerX = await folder('x', inner.id);
    const innermost = await folder('docs', innerX.id);
    await store('f', 1, innerX.id);
    await store('f', 2, x.id);
    await store('x', 3, innermost.id);
    await store('g', 4, innermost.id);
    await store('g', 5, inner.id);
    await store('g', 6, outer.id);
    expect(await leftOver(() => move([inner.id], null, { conflicts: 'replace' }))).toEqual([]);
  });

  test('the trash took some', async () => {
    const outer = await folder('outer');
    const file = await store('a', 1, outer.id);
    await store('b', 1, outer.id);
    const other = await store('c', 1);
    expect(await leftOver(() => ours.trash([file.id, other.id]))).toEqual([]);
    expect(await leftOver(() => ours.trash([outer.id]))).toEqual([]);
  });

  test('a restore, with the folders that it made again', async () => {
    const outer = await folder('outer');
    const inner = await folder('inner', outer.id);
    const file = await store('a', 1, inner.id);
    await ours.trash([file.id]);
    expect(await leftOver(() => ours.restore([file.id]))).toEqual([]);
    await ours.trash([outer.id]);
    expect(await leftOver(() => ours.restore([file.id]))).toEqual([]);
    await ours.deleteForever([outer.id]);
    expect(await leftOver(() => ours.restore([file.id]))).toEqual([]);
  });

  test('a restore that replaced', async () => {
    const file = await store('a', 1);
    await ours.trash([file.id]);
    await store('a', 2);
    expect(await leftOver(() => ours.restore([file.id], 'replace'))).toEqual([]);
  });

  test('tags and favourites', async () => {
    const [one, two] = [await store('a', 1), await store('b', 1)];
    await ours.setTags([one.id], ['red', 'grey']);
    expect(await leftOver(() => ours.setTags([one.id, two.id], ['blue'], ['red']))).toEqual([]);
    await ours.setFavourite([one.id], true);
    expect(await leftOver(() => ours.setFavourite([one.id, two.id], true))).toEqual([]);
    expect(await leftOver(() => ours.setFavourite([one.id, two.id], false))).toEqual([]);
  });
});

test('copies go to the trash', async () => {
  const trip = await folder('trip');
  await store('a', 5, trip.id);
  const { undoId } = await copy([trip.id], null);
  expect(await tree()).toEqual(['trip/', 'trip/a=5', 'trip (2)/', 'trip (2)/a=5']);
  expect(await undo(undoId)).toMatchObject({ kind: 'copy', subject: 'trip', count: 1 });
  expect(await tree()).toEqual(['trip/', 'trip/a=5']);
  expect(await ours.trashed()).toEqual(['trip (2)']);
});

test('a copy that merged and replaced leaves what was there before', async () => {
  const target = await folder('target');
  const there = await folder('trip', target.id);
  await store('a', 1, there.id);
  const here = await folder('trip');
  await store('a', 10, here.id);
  await store('b', 20, here.id);
  const before = await tree();
  await copy([here.id], target.id, { conflicts: 'replace' });
  expect(await tree(there.id)).toEqual(['a=10', 'b=20']);
  await undo();
  expect(await tree()).toEqual(before);
  expect(await ours.trashed()).toEqual(['b']);
  expect(await ours.account()).toEqual({ bytes: 51, files: 4, versionBytes: 0, versions: 0 });
});

test('several in turn, the newest first', async () => {
  const file = await store('a', 1);
  await ours.rename(file.id, 'b');
  await ours.rename(file.id, 'c');
  await ours.trash([file.id]);
  expect((await ours.undoable()).map(({ kind, subject, count }) => [kind, subject, count])).toEqual([
    ['trash', 'c', 1],
    ['rename', 'c', 1],
    ['rename', 'b', 1],
  ]);
  for (const expected of [['c=1'], ['b=1'], ['a=1']]) {
    await undo();
    expect(await tree()).toEqual(expected);
  }
  await expect(undo()).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
});

test.each([
  [
    'deleting',
    (ids: string[], batch: string) => world.drive.service.trash(ana.caller, { ids, batch }, undefined),
  ],
  [
    'tagging',
    (ids: string[], batch: string) =>
      world.drive.organise.setTags(ana.caller, { ids, batch, add: ['red'], remove: [] }, undefined),
  ],
  [
    'marking',
    (ids: string[], batch: string) =>
      world.drive.organise.setFavourite(ana.caller, { ids, batch, favourite: true }, undefined),
  ],
] as const)('%s more than one call takes goes back together', async (_what, act) => {
  const files = [await store('a', 1), await store('b', 2), await store('c', 3)];
  const before = await everything();
  const batch = newId();
  for (const { id } of files) await act([id], batch);
  expect(await ours.undoable()).toMatchObject([{ subject: 'a', count: 3 }]);
  await undo();
  expect(linesOf(await everything())).toEqual(linesOf(before));
  expect(await ours.undoable()).toEqual([]);
});

test('what was restored by several answers goes back into the trash together', async () => {
  const files = [await store('a', 1), await store('b', 2)];
  await ours.trash(files.map(({ id }) => id));
  await store('a', 3);
  const before = await everything();
  const batch = newId();
  const restore = (conflicts: 'ask' | 'keepBoth') =>
    world.drive.service.restore(ana.caller, { ids: files.map(({ id }) => id), conflicts, batch }, undefined);
  expect(await restore('ask')).toMatchObject({ count: 1 });
  expect(await restore('keepBoth')).toMatchObject({ count: 1 });
  await undo();
  expect(linesOf(await everything())).toEqual(linesOf(before));
});

test('all of a batch goes back together and is listed once', async () => {
  const target = await folder('target');
  await store('a', 1, target.id);
  const [a, b] = [await store('a', 2), await store('b', 3)];
  const before = await everything();
  const batch = newId();
  await move([a.id, b.id], target.id, { batch });
  await move([a.id], target.id, { batch, conflicts: 'keepBoth' });
  expect(await ours.undoable()).toMatchObject([{ kind: 'move', subject: 'b', count: 2 }]);
  expect(await undo()).toMatchObject({ count: 2 });
  expect(await everything()).toEqual(before);
  expect(await ours.undoable()).toEqual([]);
});

test('nobody takes back what another did', async () => {
  const file = await store('a', 1);
  const { undoId } = await ours.rename(file.id, 'b');
  await expect(theirs.undo(undoId)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  await expect(theirs.undo()).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  expect(await theirs.undoable()).toEqual([]);
  expect(await tree()).toEqual(['b=1']);
});

test('a change is taken back once, also when it is asked for twice at the same moment', async () => {
  const file = await store('a', 1);
  const { undoId } = await ours.rename(file.id, 'b');
  const both = await Promise.allSettled([undo(undoId), undo(undoId)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await tree()).toEqual(['a=1']);
});

test('so many changes are kept, and no more', async () => {
  const file = await store('a', 1);
  for (let at = 0; at < 55; at += 1) await ours.rename(file.id, `name ${String(at)}`);
  const { length } = await ours.undoable();
  expect(length).toBe(50);
  expect(length).toBeGreaterThanOrEqual(UNDO_MINIMUM);
});

test('it is noted in the history of each', async () => {
  const file = await store('a', 1);
  await ours.rename(file.id, 'b');
  await undo();
  const notes = await world.database.db.selectFrom('history').select(['kind']).orderBy('id').execute();
  expect(notes).toEqual([{ kind: 'renamed' }, { kind: 'undone' }]);
});

describe('what has changed since is left alone, whole, and the change before it comes next', () => {
  /** The name that a refusal tells; everything stays as it is, and the change is forgotten. */
  const refused = async (undoId: string | null) => {
    const before = await everything();
    const failure = await undo(undoId).catch((error: unknown) => error);
    expect(await everything()).toEqual(before);
    expect((await ours.undoable()).map(({ id }) => id)).not.toContain(undoId);
    return failure;
  };
  const outdated = (name: string) => ({ code: 'UNDO_OUTDATED', data: { name } });

  test('another move', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    const [a, b] = [await store('a', 1), await store('b', 1)];
    const { undoId } = await move([a.id, b.id], one.id);
    await move([b.id], two.id);
    expect(await refused(undoId)).toMatchObject(outdated('b'));
  });

  test('another name', async () => {
    const file = await store('a', 1);
    const { undoId } = await ours.rename(file.id, 'b');
    await ours.rename(file.id, 'c');
    expect(await refused(undoId)).toMatchObject(outdated('c'));
  });

  test('a name taken', async () => {
    const target = await folder('target');
    const file = await store('a', 1);
    const { undoId } = await move([file.id], target.id);
    await store('A', 2);
    expect(await refused(undoId)).toMatchObject(outdated('a'));
    const renamed = await ours.rename(file.id, 'b');
    await store('a', 3, target.id);
    expect(await refused(renamed.undoId)).toMatchObject(outdated('b'));
  });

  test('a folder in the trash', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    const file = await store('a', 1, one.id);
    const { undoId } = await move([file.id], two.id);
    await ours.trash([one.id]);
    expect(await refused(undoId)).toMatchObject(outdated('a'));
  });

  test('a folder that is gone for ever', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    const file = await store('a', 1, one.id);
    const { undoId } = await move([file.id], two.id);
    await ours.trash([one.id]);
    await ours.deleteForever(null);
    expect(await refused(undoId)).toMatchObject(outdated('a'));
  });

  test('a folder that has gone into what it would hold again', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    const inner = await folder('inner', one.id);
    const { undoId } = await move([inner.id], two.id);
    await move([one.id], inner.id);
    expect(await refused(undoId)).toMatchObject(outdated('inner'));
  });

  test('what was deleted for ever', async () => {
    const file = await store('a', 1);
    const { undoId } = await ours.trash([file.id]);
    await ours.deleteForever(null);
    expect(await refused(undoId)).toMatchObject(outdated('a'));
  });

  test('restored by hand and trashed again', async () => {
    const file = await store('a', 1);
    const { undoId } = await ours.trash([file.id]);
    await ours.restore([file.id]);
    world.clock.now = new Date(world.clock.now.getTime() + 1);
    await ours.trash([file.id]);
    expect(await refused(undoId)).toMatchObject(outdated('a'));
  });

  test('newer content', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    await store('a', 1, one.id);
    const [second, third] = [await store('a', 2), await store('a', 3, two.id)];
    const { undoId } = await move([second.id], one.id, { conflicts: 'replace' });
    await move([third.id], one.id, { conflicts: 'replace' });
    expect(await refused(undoId)).toMatchObject(outdated('a'));
  });

  test('other tags', async () => {
    const file = await store('a', 1);
    const { undoId } = await ours.setTags([file.id], ['red']);
    await ours.setTags([file.id], ['blue']);
    expect(await refused(undoId)).toMatchObject(outdated('a'));
  });

  test('all of a batch stays when one part is outdated', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    const [a, b] = [await store('a', 1), await store('b', 1)];
    const batch = newId();
    await move([a.id], one.id, { batch });
    const { undoId } = await move([b.id], one.id, { batch });
    await move([a.id], two.id);
    expect(await refused(undoId)).toMatchObject(outdated('a'));
  });
});

test('ten thousand entries go back while other work gets its turn', { timeout: 120_000 }, async () => {
  const { db } = world.database;
  const target = await folder('target');
  const ids: string[] = [];
  for (let at = 0; at < 10_000; at += 500) {
    const some = Array.from({ length: 500 }, (_, index) => String(at + index));
    const rows = some.map((name) => folderRow(ana.id, ana.rootId, name));
    await db.insertInto('nodes').values(rows).execute();
    ids.push(...rows.map(({ id }) => id));
  }
  await move(ids, target.id);
  let turns = 0;
  let going = true;
  const turn = () => {
    turns += 1;
    if (going) setImmediate(turn);
  };
  turn();
  expect(await undo()).toMatchObject({ count: 10_000 });
  going = false;
  expect(turns).toBeGreaterThan(50);
  expect(await tree(target.id)).toEqual([]);
});
