import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { silentLog } from '../lib/log.ts';
import { wanted } from '../lib/search-text.ts';
import { makeSearchTidy } from './search-tidy.ts';

let world: DriveWorld;
let ana: Resident;
beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
});
afterEach(() => world.close());

/** How many names the index still holds for a text, found or not. */
async function indexed(text: string): Promise<number> {
  const match = wanted(text, ana.id)?.beginning ?? '';
  const { rows } = await sql<{ count: number }>`select count(*) as count from search_names
    where search_names match ${match}`.execute(world.database.db);
  return rows[0]?.count ?? 0;
}

test('earlier names and those of deleted entries leave the index, the others stay', async () => {
  const { db } = world.database;
  const [kept, renamed] = [await ana.store('name kept.txt'), await ana.store('name before.txt')];
  await db.updateTable('nodes').set({ name: 'name after.txt' }).where('id', '=', renamed.id).execute();
  const gone = [];
  for (let index = 0; index < 450; index += 1) gone.push((await ana.store(`name ${index}.txt`)).id);
  await db.deleteFrom('nodes').where('id', 'in', gone).execute();
  expect(await indexed('name')).toBe(453);

  const tidy = makeSearchTidy({ db, log: silentLog() });
  await tidy.run();
  await tidy.stop();
  expect(await indexed('name')).toBe(2);
  expect(await indexed('name before')).toBe(0);
  expect(await indexed('name after')).toBe(1);
  const entries = await db.selectFrom('search_entries').select('node_id').orderBy('number').execute();
  expect(entries.map((entry) => entry.node_id)).toEqual([kept.id, renamed.id]);
  expect(await db.selectFrom('search_garbage').selectAll().execute()).toEqual([]);
  await sql`insert into search_names (search_names, rank) values ('integrity-check', 1)`.execute(db);
});
