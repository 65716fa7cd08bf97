import type { ExpressionBuilder, Selectable } from 'kysely';
import { breathe } from '../lib/breathe.ts';
import { IDS_AT_ONCE, inGroups } from '../lib/in-groups.ts';
import type { Db, NodesTable, Schema, Tx } from '../db/schema.ts';

/** A row of `nodes` as read. */
export type NodeRow = Selectable<NodesTable>;

type Absent = 'trashed_at' | 'trashed_path' | 'purged_at' | 'tags' | 'favourite_at' | 'touched_at';
/** A node to be written: live, and without marks where none are given. */
export type NewNode = Omit<NodeRow, Absent> & Partial<Pick<NodeRow, Absent>>;

/** A node on the way from chosen nodes up to the top. */
export type ChainRow = Pick<
  NodeRow,
  'id' | 'parent_id' | 'kind' | 'name' | 'trashed_at' | 'trashed_path' | 'purged_at'
>;

const chainColumns = [
  'nodes.id',
  'nodes.parent_id',
  'nodes.kind',
  'nodes.name',
  'nodes.trashed_at',
  'nodes.trashed_path',
  'nodes.purged_at',
] as const;

/** Quota, use and top folder of a user; undefined for one that does not exist. */
export function readAccount(db: Db | Tx, userId: string) {
  return db
    .selectFrom('users')
    .select(['root_id', 'quota_bytes', 'used_bytes'])
    .where('id', '=', userId)
    .executeTakeFirst();
}

/** The user's nodes with these ids and all folders above them, by id. Ids of others or of none are absent. */
export async function readChains(
  db: Db | Tx,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, ChainRow>> {
  const found = new Map<string, ChainRow>();
  for (const some of inGroups(ids)) {
    const rows = await chainsQuery(db, userId, some).execute();
    for (const row of rows) found.set(row.id, row);
    if (ids.length > IDS_AT_ONCE) await breathe();
  }
  return found;
}

/** Some nodes and all above them; the cross join keeps SQLite from going through all nodes at each step. */
export function chainsQuery(db: Db | Tx, userId: string, ids: readonly string[]) {
  return db
    .withRecursive('up', (q) =>
      q
        .selectFrom('nodes')
        .select(chainColumns)
        .where('nodes.id', 'in', ids)
        .where('nodes.owner_id', '=', userId)
        .union(
          q
            .selectFrom('up')
            .crossJoin('nodes')
            .select(chainColumns)
            .whereRef('nodes.id', '=', 'up.parent_id')
            .where('nodes.owner_id', '=', userId),
        ),
    )
    .selectFrom('up')
    .selectAll();
}

/** The live entry of a folder that has this name key. */
export function findChild(db: Db | Tx, userId: string, folderId: string, nameKey: string) {
  return db
    .selectFrom('nodes')
    .select(['id', 'kind'])
    .where('parent_id', '=', folderId)
    .where('name_key', '=', nameKey)
    .where('owner_id', '=', userId)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
}

/** Writes a new node. */
export async function insertNode(db: Db | Tx, node: NewNode): Promise<NodeRow> {
  const row: NodeRow = {
    trashed_at: null,
    trashed_path: null,
    purged_at: null,
    tags: 0,
    favourite_at: null,
    touched_at: null,
    ...node,
  };
  await db.insertInto('nodes').values(row).execute();
  return row;
}

/** The user's node of an object, the oldest when several share it. */
export function findByObject(db: Db | Tx, userId: string, objectId: string): Promise<NodeRow | undefined> {
  return db
    .selectFrom('nodes')
    .selectAll()
    .where('object_id', '=', objectId)
    .where('owner_id', '=', userId)
    .where('purged_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
}

/** Adds to (or, with negative numbers, takes from) what a user stores. */
export async function addUsed(
  db: Db | Tx,
  userId: string,
  change: { bytes: number; files: number },
): Promise<void> {
  const plus = (eb: ExpressionBuilder<Schema, 'users'>, column: 'used_bytes' | 'file_count', by: number) =>
    eb(column, '+', by);
  await db
    .updateTable('users')
    .set((eb) => ({
      used_bytes: plus(eb, 'used_bytes', change.bytes),
      file_count: plus(eb, 'file_count', change.files),
    }))
    .where('id', '=', userId)
    .execute();
}

/** A page of a folder's live entries in the order of their name keys, with the keys of their objects. */
export function readChildren(
  db: Db | Tx,
  userId: string,
  folderId: string,
  page: { after: string; limit: number },
) {
  return entries(db, userId)
    .select('nodes.name_key as nameKey')
    .where('nodes.parent_id', '=', folderId)
    .where('nodes.trashed_at', 'is', null)
    .where('nodes.name_key', '>', page.after)
    .orderBy('nodes.name_key')
    .limit(page.limit)
    .execute();
}

/** The user's nodes with these ids, with the keys of their objects. */
export async function readEntries(db: Db | Tx, userId: string, ids: readonly string[]) {
  const found = [];
  for (const some of inGroups(ids))
    found.push(...(await entries(db, userId).where('nodes.id', 'in', some).execute()));
  return found;
}

function entries(db: Db | Tx, userId: string) {
  return db
    .selectFrom('nodes')
    .leftJoin('objects', 'objects.id', 'nodes.object_id')
    .select([
      'nodes.id',
      'nodes.kind',
      'nodes.name',
      'nodes.size',
      'nodes.modified_at as modifiedAt',
      'objects.key as objectKey',
    ])
    .where('nodes.owner_id', '=', userId);
}
