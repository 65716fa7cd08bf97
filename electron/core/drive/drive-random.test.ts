import { expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { isFailure } from '../lib/errors.ts';
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
  const seed = Number(process.env['MCM_TEST_SEED'] ?? Date.now() % 2 ** 31);
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
      if (step % 10 === 9) await check(world, people);
    }
    await world.restart();
    await expect
      .poll(() =>
        world.database.db.selectFrom('nodes').select('id').where('purged_at', 'is not', null).execute(),
      )
      .toEqual([]);
    await check(world, people);
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
  await world.drive.service.restore(person.caller, { ids, conflicts: 'keepBoth' }, undefined);
};
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
  await allOf([store, store, trash, makeFolder].map((act) => act(world, person, below)));
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
  const acts = [store, store, store, makeFolder, makeFolder, trash, trash, restore, deleteForever, together];
  return below(25) === 0 ? deleteAndRestart : (acts[below(acts.length)] ?? store);
}

/** Everything that must hold, computed anew from the plain rows. */
async function check(world: DriveWorld, people: readonly Resident[]): Promise<void> {
  const { db } = world.database;
  const nodes = await db.selectFrom('nodes').selectAll().execute();
  const objects = await db.selectFrom('objects').selectAll().execute();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isTrash = (node: NodeRow): boolean => {
    let steps = 0;
    for (let at: NodeRow | undefined = node; at !== undefined; at = byId.get(at.parent_id ?? '')) {
      if (at.trashed_at !== null) return true;
      steps += 1;
      if (steps > nodes.length) throw new Error(`${node.name} is inside itself`);
    }
    return false;
  };
  for (const person of people) {
    const files = nodes.filter(({ owner_id: owner, kind }) => owner === person.id && kind === 'file');
    const sum = (some: readonly NodeRow[]) => ({
      bytes: some.reduce((bytes, { size }) => bytes + size, 0),
      files: some.length,
    });
    const live = files.filter((node) => !isTrash(node));
    const account = await db
      .selectFrom('users')
      .select(['used_bytes as bytes', 'file_count as files', 'quota_bytes as quota'])
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow();
    expect({ bytes: account.bytes, files: account.files }).toEqual(sum(files));
    expect(account.bytes).toBeLessThanOrEqual(account.quota ?? Infinity);
    const { mine, byType } = await world.usage.service.summary(person.caller, undefined, undefined);
    expect(mine.live).toEqual(sum(live));
    expect(mine.trash).toEqual(sum(files.filter(isTrash)));
    for (const { type, ...amount } of byType)
      expect(amount).toEqual(sum(live.filter((node) => node.type === type)));
    expect(byType.reduce((count, { files: some }) => count + some, 0)).toBe(live.length);

    const trashed = await world.drive.service.listTrash(
      person.caller,
      { cursor: null, limit: 1000 },
      undefined,
    );
    const shown = nodes.filter(
      (node) => node.owner_id === person.id && node.trashed_at !== null && node.purged_at === null,
    );
    expect(trashed.total).toBe(shown.length);
    expect(new Set(trashed.items.map(({ id }) => id))).toEqual(new Set(shown.map(({ id }) => id)));
    expect(trashed.items.filter(({ originalPath }) => originalPath.includes(''))).toEqual([]);
  }
  const roots = new Set(people.map(({ rootId }) => rootId));
  const orphans = nodes.filter(
    ({ id, parent_id: parent, purged_at: purged }) =>
      purged === null && !roots.has(id) && (parent === null || !byId.has(parent)),
  );
  expect(orphans).toEqual([]);
  const used = new Set(nodes.map(({ object_id: id }) => id));
  expect(objects.filter(({ id, state }) => (state === 'stored') !== used.has(id))).toEqual([]);
}
