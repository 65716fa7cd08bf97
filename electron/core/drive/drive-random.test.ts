import { expect, test } from 'vitest';
import { expectSound } from '../../../tests/support/drive-rules.ts';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { TAG_COLORS, type ConflictChoice } from '../../contract/drive.ts';
import { isFailure } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import type { NodeRow } from './nodes.table.ts';

const STEPS = 300;

/** Numbers in [0, 1) that a seed repeats. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('after any operations by several people, with restarts in between, every sum and every rule holds', async () => {
  const seed = Number(process.env['MCM_TEST_SEED'] ?? 20_261_121);
  const world = await makeDriveWorld();
  const people = [await world.person(), await world.person(), await world.person({ quotaBytes: 800 })];
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const done: string[] = [];
  try {
    for (let step = 0; step < STEPS; step += 1) {
      world.clock.now = new Date(world.clock.now.getTime() + below(20_000));
      const who = below(people.length);
      const person = people[who];
      if (person === undefined) continue;
      const act = pick(below);
      done.push(`${String(who)}:${act.name}`);
      await act(world, person, below).catch((error: unknown) => {
        // A full quota, a name that is taken, a folder that is gone: refusals are part of life.
        if (!isFailure(error)) throw error;
      });
      if (step % 10 === 9) await expectSound(world, people);
    }
    await world.restart();
    await expect
      .poll(() =>
        world.database.db.selectFrom('nodes').select('id').where('purged_at', 'is not', null).execute(),
      )
      .toEqual([]);
    await expectSound(world, people);
  } catch (error) {
    throw new Error(`seed ${String(seed)} (MCM_TEST_SEED), after ${done.slice(-12).join(' ')}`, {
      cause: error,
    });
  } finally {
    await world.close();
  }
});

type Below = (limit: number) => number;
type Act = (world: DriveWorld, person: Resident, below: Below) => Promise<unknown>;

async function anyNode(world: DriveWorld, person: Resident, below: Below, which: Partial<NodeRow>) {
  let query = world.database.db
    .selectFrom('nodes')
    .select('id')
    .where('owner_id', '=', person.id)
    .orderBy('id');
  if (which.kind !== undefined) query = query.where('kind', '=', which.kind);
  if (which.trashed_at !== undefined) query = query.where('trashed_at', 'is not', null);
  const rows = await query.execute();
  return rows[below(rows.length)]?.id ?? person.rootId;
}

const store: Act = async (world, person, below) =>
  person.store(`f${String(below(6))}.${['jpg', 'PDF', 'bin'][below(3)] ?? ''}`, {
    folderId: await anyNode(world, person, below, { kind: 'folder' }),
    size: below(200),
  });
const makeFolder: Act = async (world, person, below) =>
  world.drive.access.ensurePath(
    person.id,
    await anyNode(world, person, below, { kind: 'folder' }),
    Array.from({ length: 1 + below(3) }, () => `d${String(below(3))}`),
  );
const trash: Act = async (world, person, below) => {
  const ids = [await anyNode(world, person, below, {}), await anyNode(world, person, below, {})];
  await world.drive.service.trash(person.caller, { ids }, undefined);
};
const restore: Act = async (world, person, below) => {
  const ids = [await anyNode(world, person, below, { trashed_at: '' })];
  ids.push(await anyNode(world, person, below, { trashed_at: '' }));
  await world.drive.service.restore(person.caller, { ids, conflicts: anyChoice(below) }, undefined);
};
const rename: Act = async (world, person, below) => {
  const id = await anyNode(world, person, below, {});
  const name = `${['d', 'f', 'D', 'é'][below(4)] ?? ''}${String(below(4))}${['', '.jpg', '.PDF'][below(3)] ?? ''}`;
  await world.drive.organise.rename(person.caller, { id, name }, undefined);
};
const go =
  (how: 'move' | 'copy'): Act =>
  async (world, person, below) => {
    const ids: string[] = [];
    for (let count = 1 + below(3); count > 0; count -= 1) ids.push(await anyNode(world, person, below, {}));
    const target = await anyNode(world, person, below, { kind: 'folder' });
    const folderId = target === person.rootId ? null : target;
    const batch = below(4) === 0 ? BATCH : undefined;
    const input = { ids, folderId, conflicts: anyChoice(below), batch };
    await world.drive.organise[how](person.caller, input, undefined);
  };
const move = go('move');
const copy = go('copy');
/** Moves or copies an entry to where another of the same name is. */
const collide: Act = async (world, person, below) => {
  const rows = await world.database.db
    .selectFrom('nodes')
    .select(['id', 'parent_id', 'name_key'])
    .where('owner_id', '=', person.id)
    .where('trashed_at', 'is', null)
    .orderBy('id')
    .execute();
  const one = rows[below(rows.length)];
  const same = rows.filter((row) => row.name_key === one?.name_key && row.parent_id !== one.parent_id);
  const other = same[below(same.length)];
  if (one === undefined || other === undefined) return;
  const folderId = other.parent_id === person.rootId ? null : other.parent_id;
  const input = { ids: [one.id], folderId, conflicts: anyChoice(below), batch: undefined };
  await world.drive.organise[below(4) === 0 ? 'copy' : 'move'](person.caller, input, undefined);
};
const tag: Act = async (world, person, below) => {
  const ids = [await anyNode(world, person, below, {}), await anyNode(world, person, below, {})];
  const some = () => TAG_COLORS.filter(() => below(3) === 0);
  await world.drive.organise.setTags(person.caller, { ids, add: some(), remove: some() }, undefined);
};
const favourite: Act = async (world, person, below) => {
  const ids = [await anyNode(world, person, below, {})];
  await world.drive.organise.setFavourite(person.caller, { ids, favourite: below(2) === 0 }, undefined);
};
const undo: Act = async (world, person, below) => {
  const all = await world.drive.organise.undoable(person.caller, undefined, undefined);
  const id = below(2) === 0 ? null : (all[below(all.length)]?.id ?? null);
  await world.drive.organise.undo(person.caller, { id }, undefined);
};
/** What cannot be taken back leaves everything as it is. */
const undoOrNothing: Act = async (world, person, below) => {
  const before = await rowsOf(world, person);
  try {
    await undo(world, person, below);
  } catch (error) {
    expect(await rowsOf(world, person)).toEqual(before);
    throw error;
  }
};
/** A change taken back at once leaves nothing of it: neither a row nor a mark. */
const changeAndUndo: Act = async (world, person, below) => {
  const change = [restore, rename, move, move, collide, collide, tag, favourite, trash][below(9)] ?? move;
  const [known] = await world.drive.organise.undoable(person.caller, undefined, undefined);
  const before = await rowsOf(world, person);
  await change(world, person, below);
  const [newest] = await world.drive.organise.undoable(person.caller, undefined, undefined);
  if (newest === undefined || newest.id === known?.id || newest.kind === 'copy') return;
  const batched = await world.database.db
    .selectFrom('undo')
    .select('batch')
    .where('id', '=', newest.id)
    .executeTakeFirst();
  if (batched?.batch != null) return;
  await world.drive.organise.undo(person.caller, { id: newest.id }, undefined);
  expect(await rowsOf(world, person)).toEqual(before);
};

/** All rows of a person's drive, but for what waits to be deleted for ever. */
async function rowsOf(world: DriveWorld, person: Resident) {
  const { db } = world.database;
  const own = <T extends { owner_id: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.owner_id === person.id);
  const all = own(await db.selectFrom('nodes').selectAll().orderBy('id').execute());
  const versions = own(await db.selectFrom('versions').selectAll().orderBy('id').execute());
  const byId = new Map(all.map((node) => [node.id, node]));
  const kept = (node: NodeRow | undefined): boolean =>
    node === undefined || (node.purged_at === null && kept(byId.get(node.parent_id ?? '')));
  const nodes = all.filter(kept);
  const ids = new Set(nodes.map(({ id }) => id));
  return { nodes, versions: versions.filter(({ node_id: id }) => ids.has(id)) };
}

const BATCH = newId();

function anyChoice(below: Below): ConflictChoice {
  const choices = ['ask', 'replace', 'replace', 'keepBoth', 'skip'] as const;
  return choices[below(choices.length)] ?? 'ask';
}
const deleteForever: Act = async (world, person, below) => {
  const ids = below(6) === 0 ? null : [await anyNode(world, person, below, { trashed_at: '' })];
  const before = await shownTrash(world, person);
  await world.drive.service.deleteForever(person.caller, { ids }, undefined);
  const left = before.filter((id) => ids !== null && !ids.includes(id));
  expect(await shownTrash(world, person)).toEqual(left);
};
const deleteAndRestart: Act = async (world, person, below) => {
  await allOf([deleteForever(world, person, below), world.restart()]);
};
const together: Act = async (world, person, below) => {
  await allOf(
    [store, store, trash, makeFolder, move, copy, rename, undo].map((act) => act(world, person, below)),
  );
};

/** Waits for all, also when one fails, so that nothing goes on while the rules are checked. */
async function allOf(acts: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(acts);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function shownTrash(world: DriveWorld, person: Resident): Promise<string[]> {
  const page = { cursor: null, limit: 1000 };
  const { items } = await world.drive.service.listTrash(person.caller, page, undefined);
  return items.map(({ id }) => id);
}

function pick(below: Below): Act {
  const undoing = [undoOrNothing, undoOrNothing, changeAndUndo, changeAndUndo, changeAndUndo];
  const basic = [store, store, store, store, makeFolder, makeFolder, makeFolder, trash, restore, restore];
  const others = [deleteForever, together, rename, move, move, move, collide, copy, tag, favourite];
  const acts = [...basic, ...others, ...undoing];
  return below(25) === 0 ? deleteAndRestart : (acts[below(acts.length)] ?? store);
}
