import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld } from '../../../tests/support/drive-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { childQuery, rowsQuery, someLiveQuery, someTrashedInQuery, takenKeysQuery } from './place.table.ts';
import { pageToCopyQuery } from './staging.table.ts';
import { taggedPageQuery } from './tags.table.ts';
import { undoBatchQuery, undoListQuery, undoQuery } from './undo.table.ts';

let world: DriveWorld;

beforeEach(async () => {
  world = await makeDriveWorld();
});
afterEach(() => world.close());

type Query = Parameters<typeof queryPlan>[1];
const queries: [string, string, (db: DriveWorld['database']['db']) => Query][] = [
  ['chosen entries', 'sqlite_autoindex_nodes_1 (id=?)', (db) => rowsQuery(db, 'u', ['a', 'b'])],
  ['an entry by its name', 'nodes_live_name (parent_id=? AND name_key=?)', (db) => childQuery(db, 'f', 'n')],
  [
    'which names are taken',
    'nodes_live_name (parent_id=? AND name_key=?)',
    (db) => takenKeysQuery(db, 'f', ['a', 'b']),
  ],
  ['entries to merge', 'nodes_live_name (parent_id=?)', (db) => someLiveQuery(db, 'f', 10)],
  [
    'trash to merge',
    'nodes_by_parent (parent_id=? AND trashed_at>?)',
    (db) => someTrashedInQuery(db, 'f', 10),
  ],
  [
    'entries to copy',
    'nodes_live_name (parent_id=? AND name_key>?)',
    (db) => pageToCopyQuery(db, 'u', 'f', { after: 'a', limit: 10 }),
  ],
  ['tagged entries', 'nodes_tagged (owner_id=?)', (db) => taggedPageQuery(db, 'u', null, 10)],
  [
    'more tagged entries',
    'nodes_tagged (owner_id=? AND (sort_key,id)>(?,?))',
    (db) => taggedPageQuery(db, 'u', { sortKey: 'a', id: 'b' }, 10),
  ],
  ['changes to take back', 'undo_by_user (user_id=?)', (db) => undoListQuery(db, 'u')],
  ['the newest change', 'undo_by_user (user_id=?)', (db) => undoQuery(db, 'u', null)],
  ['one change', 'id=?', (db) => undoQuery(db, 'u', 'i')],
  ['a batch', 'undo_by_user (user_id=?)', (db) => undoBatchQuery(db, 'u', 'b')],
];

test.each(queries)('%s are found by an index', async (_, index, query) => {
  const plan = await queryPlan(world.database.db, query(world.database.db));
  expect(plan).toHaveLength(1);
  expect(plan[0]).toMatch(/^SEARCH /);
  expect(plan[0]).toContain(index);
});
