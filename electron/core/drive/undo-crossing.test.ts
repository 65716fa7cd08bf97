import { beforeEach, describe, expect, test } from 'vitest';
import { inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';
import { grant, withdraw } from '../../../tests/support/grants.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { isFailure } from '../lib/errors.ts';
import { differenceQuery } from './undo-crossing.table.ts';

let world: DriveWorld;
let ana: Resident;
let bob: Resident;
const { ours: anas, theirs: bobs } = inOwnWorlds((given) => {
  ({ world, ana, bob } = given);
});
/** Ana's folder, which Bob may change. */
let plans: string;
let grantId: string;
beforeEach(async () => {
  plans = (await anas.folder('Plans')).id;
  grantId = await grant(world.database.db, { from: ana, to: bob, folderId: plans, access: 'write' });
});

const move = (ids: string[], folderId: string | null, conflicts: 'ask' | 'replace' | 'keepBoth' = 'ask') =>
  world.drive.organise.move(bob.caller, { ids, folderId, conflicts }, undefined);
const undo = async (id: string | null = null, who = bob) =>
  world.drive.organise.undo(who.caller, { id }, undefined);
const list = async (who: Resident, folderId: string | null) =>
  (
    await world.drive.service.list(
      who.caller,
      { folderId, sort: 'name', descending: false, cursor: null, limit: 100 },
      undefined,
    )
  ).items;
const names = async (who: Resident, folderId: string | null = null) =>
  (await list(who, folderId)).map(({ name }) => name);
const trashed = async (who: Resident) =>
  (await world.drive.service.listTrash(who.caller, { cursor: null, limit: 100 }, undefined)).items.map(
    ({ name }) => name,
  );
const idOf = async (who: Resident, name: string, folderId: string | null = null) =>
  (await list(who, folderId)).find((node) => node.name === name)?.id ?? '';
/** A folder of Ana's with a file in it and one in a folder of that. */
async function house() {
  const top = await anas.folder('House', plans);
  await ana.store('roof.txt', { folderId: top.id });
  await ana.store('door.txt', { folderId: (await anas.folder('Inner', top.id)).id });
  return top.id;
}

describe('a move out of somebody’s folder', () => {
  test('is taken back by whoever moved: the originals are where they were, the copies in their trash', async () => {
    const file = await ana.store('plan.txt', { folderId: plans });
    const folder = await house();
    const { undoId } = await move([file.id, folder], null);
    expect(await names(bob)).toEqual(['House', 'plan.txt']);
    expect(await names(ana, plans)).toEqual([]);
    expect(undoId).not.toBeNull();
    const undone = await undo(undoId);
    expect(undone).toMatchObject({ kind: 'move', subject: 'plan.txt', count: 2 });
    expect(await list(ana, plans)).toMatchObject([{ id: folder }, { id: file.id }]);
    expect(await names(ana, folder)).toEqual(['Inner', 'roof.txt']);
    expect(await trashed(ana)).toEqual([]);
    expect(await names(bob)).toEqual([]);
    expect((await trashed(bob)).toSorted()).toEqual(['House', 'plan.txt']);
    await expect(undo()).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  test('is the newest change of who moved, and none of the owner’s', async () => {
    await move([(await ana.store('plan.txt', { folderId: plans })).id], null);
    expect((await world.drive.organise.undoable(ana.caller, undefined, undefined)).length).toBe(0);
    expect(await world.drive.organise.undoable(bob.caller, undefined, undefined)).toMatchObject([
      { kind: 'move', subject: 'plan.txt', count: 1 },
    ]);
  });

  test('that replaced a file gives that its content back, and the copies under free names go', async () => {
    const before = await bob.store('same.txt');
    await bob.store('other.txt');
    const ids = [
      (await ana.store('same.txt', { folderId: plans })).id,
      (await ana.store('other.txt', { folderId: plans })).id,
    ];
    await move([ids[0] ?? ''], null, 'replace');
    await move([ids[1] ?? ''], null, 'keepBoth');
    expect(await names(bob)).toEqual(['other (2).txt', 'other.txt', 'same.txt']);
    await undo();
    await undo();
    expect(await names(bob)).toEqual(['other.txt', 'same.txt']);
    expect((await list(bob, null)).find(({ name }) => name === 'same.txt')?.contentId).toBe(before.objectId);
    expect(await names(ana, plans)).toEqual(['other.txt', 'same.txt']);
  });

  test('is not offered where folders became one', async () => {
    await bobs.folder('House');
    const { undoId } = await move([await house()], null, 'replace');
    expect(undoId).toBeNull();
    expect(await world.drive.organise.undoable(bob.caller, undefined, undefined)).toEqual([]);
  });
});

describe('a move back is refused', () => {
  const codeOf = async (): Promise<string> =>
    undo().then(
      () => 'done',
      (error: unknown) => (isFailure(error) ? error.code : String(error)),
    );
  /** The code with which it is refused, having changed nothing, and forgotten. */
  const refusal = async () => {
    const state = async () => JSON.stringify([await list(bob, null), await list(ana, plans).catch(() => [])]);
    const before = await state();
    const code = await codeOf();
    if ((await state()) !== before) return `${code} after a change`;
    return (await codeOf()) === 'NOTHING_TO_UNDO' ? code : `${code} again and again`;
  };

  test.each([
    [
      'something came into the copy',
      async (copy: string) => void (await bob.store('new.txt', { folderId: copy })),
    ],
    [
      'something in the copy got another name',
      async (copy: string) =>
        void (await world.drive.organise.rename(
          bob.caller,
          { id: await idOf(bob, 'roof.txt', copy), name: 'wall.txt' },
          undefined,
        )),
    ],
    [
      'something in the copy is in the trash',
      async (copy: string) => bobs.trash([await idOf(bob, 'Inner', copy)]),
    ],
    ['the copy is in the trash', async (copy: string) => bobs.trash([copy])],
    [
      'the copy has another name',
      async (copy: string) =>
        void (await world.drive.organise.rename(bob.caller, { id: copy, name: 'Home' }, undefined)),
    ],
  ])('where %s', async (_, change) => {
    await move([await house()], null);
    const copy = await idOf(bob, 'House');
    const kept = await world.database.db.selectFrom('undo').selectAll().execute();
    await change(copy);
    // Only the move is left to be taken back.
    await world.database.db.deleteFrom('undo').execute();
    await world.database.db.insertInto('undo').values(kept).execute();
    expect(await refusal()).toBe('UNDO_OUTDATED');
  });

  test('where the content of a copy was replaced', async () => {
    await move([(await ana.store('plan.txt', { folderId: plans })).id], null);
    const objectId = await bob.reserve(5);
    const upload = { userId: bob.id, objectId, etag: 'e', size: 5, folderId: bob.rootId, name: 'plan.txt' };
    await world.drive.access.commitUpload({
      ...upload,
      conflict: 'replace',
      modifiedAt: '2026-01-01T00:00:00.000Z',
    });
    expect(await refusal()).toBe('UNDO_OUTDATED');
  });

  test('where the owner took the originals out of the trash, deleted them for ever, or has the name again', async () => {
    const one = await ana.store('plan.txt', { folderId: plans });
    await move([one.id], null);
    await world.drive.service.restore(ana.caller, { ids: [one.id], conflicts: 'ask' }, undefined);
    expect(await refusal()).toBe('UNDO_OUTDATED');
    const two = await ana.store('deed.txt', { folderId: plans });
    await move([two.id], null);
    await world.drive.service.deleteForever(ana.caller, { ids: [two.id] }, undefined);
    expect(await refusal()).toBe('UNDO_OUTDATED');
    const three = await ana.store('roof.txt', { folderId: plans });
    await move([three.id], null);
    await ana.store('roof.txt', { folderId: plans });
    expect(await refusal()).toBe('UNDO_OUTDATED');
  });

  test('where the folder is shared no more, only to look at, or is in the trash', async () => {
    const { db } = world.database;
    await move([(await ana.store('one.txt', { folderId: plans })).id], null);
    await db.updateTable('grants').set({ access: 'read' }).where('id', '=', grantId).execute();
    expect(await refusal()).toBe('READ_ONLY');
    await db.updateTable('grants').set({ access: 'write' }).where('id', '=', grantId).execute();
    await move([(await ana.store('two.txt', { folderId: plans })).id], null);
    await withdraw(db, grantId);
    await expect(undo()).rejects.toMatchObject({ code: 'FOLDER_GONE' });
    expect(await trashed(ana), 'nothing comes out of the trash of others by itself').toHaveLength(2);
    expect(await names(bob)).toEqual(['one.txt', 'two.txt']);
  });
});

describe('a move into somebody’s folder', () => {
  test('is taken back whole: what came goes to the trash of the folder’s owner', async () => {
    const file = await bob.store('mine.txt');
    await move([file.id], plans);
    expect(await names(ana, plans)).toEqual(['mine.txt']);
    await undo();
    expect(await list(bob, null)).toMatchObject([{ id: file.id }]);
    expect(await trashed(bob)).toEqual([]);
    expect(await names(ana, plans)).toEqual([]);
    expect(await trashed(ana)).toEqual(['mine.txt']);
  });

  test('is not taken back once one may only look there', async () => {
    await move([(await bob.store('mine.txt')).id], plans);
    await world.database.db.updateTable('grants').set({ access: 'read' }).execute();
    await expect(undo()).rejects.toMatchObject({ code: 'READ_ONLY' });
    expect(await names(ana, plans)).toEqual(['mine.txt']);
  });
});

test('of what was chosen in both drives all goes back together', async () => {
  const into = (await bobs.folder('Into')).id;
  const own = await bob.store('own.txt');
  const theirs = await ana.store('theirs.txt', { folderId: plans });
  await move([own.id, theirs.id], into);
  expect(await names(bob, into)).toEqual(['own.txt', 'theirs.txt']);
  await undo();
  expect(await names(bob)).toEqual(['Into', 'own.txt']);
  expect(await names(bob, into)).toEqual([]);
  expect(await names(ana, plans)).toEqual(['theirs.txt']);
});

test('what a folder and its copy differ in is asked for by indexes alone', async () => {
  const plan = await queryPlan(world.database.db, differenceQuery(world.database.db, plans, bob.rootId));
  const steps = plan.filter((step) => /^(?:SCAN|SEARCH) (?:original|copy|nodes)/u.test(step));
  expect(steps.length).toBeGreaterThan(4);
  for (const step of steps) expect(step).toMatch(/SEARCH .* USING .*INDEX/u);
  expect(steps.join('\n')).toContain('INDEX nodes_live_name (parent_id=? AND name_key=?)');
});
