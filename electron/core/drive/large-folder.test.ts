import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderRow, handsOf } from '../../../tests/support/drive-hands.ts';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';

const DESCENDANTS = 100_000;
const WIDTH = 1000;

let world: DriveWorld;
let ana: Resident;
let largeId: string;
let targetId: string;
const { folder, move, rename, trash, restore, undo, setTags, node } = handsOf(
  () => world,
  () => ana,
);

beforeAll(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
  largeId = (await folder('large')).id;
  targetId = (await folder('target')).id;
  const { db } = world.database;
  for (let at = 0; at < DESCENDANTS; at += WIDTH) {
    const inner = folderRow(ana.id, largeId, String(at));
    await db.transaction().execute(async (tx) => {
      await tx.insertInto('nodes').values(inner).execute();
      const rows = Array.from({ length: WIDTH - 1 }, (_, index) =>
        folderRow(ana.id, inner.id, String(index)),
      );
      await tx.insertInto('nodes').values(rows).execute();
    });
  }
}, 120_000);
afterAll(() => world.close());

/** Rows of all tables, indexes for searching included, that an act writes. */
async function written(act: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const { rows } = await sql<{ n: number }>`select total_changes() as n`.execute(world.database.db);
    return rows[0]?.n ?? 0;
  };
  const before = await count();
  await act();
  return (await count()) - before;
}

// Its own row, what takes it back, its history, the statistics, and the pages of the search index, which gathers them.
const FEW = 200;

test.each<[string, () => Promise<unknown>]>([
  ['moved', () => move([largeId], targetId)],
  ['moved back', () => undo()],
  ['renamed', () => rename(largeId, 'larger')],
  ['trashed', () => trash([largeId])],
  ['brought back', () => undo()],
  ['trashed again', () => trash([largeId])],
  ['restored', () => restore([largeId])],
  ['tagged', () => setTags([largeId], ['red'])],
])('a folder with 100,000 descendants is %s by writing a few rows', async (_, act) => {
  expect(await written(act)).toBeLessThanOrEqual(FEW);
  expect(await node(largeId)).toMatchObject({ owner_id: ana.id });
});
