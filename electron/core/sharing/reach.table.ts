import type { Db, Tx } from '../db/schema.ts';
import { isGivenTo } from './grants.table.ts';

/** Those of these entries that belong to somebody else, at most as many as one statement asks for. */
export function foreignQuery(db: Db | Tx, userId: string, ids: readonly string[]) {
  return db
    .selectFrom('nodes')
    .select(['id', 'owner_id as ownerId'])
    .where('id', 'in', ids)
    .where('owner_id', '!=', userId)
    .where('purged_at', 'is', null);
}

/** Entries of a person and all folders above them, each once; the cross join keeps SQLite from reading all nodes at each step. */
export function aboveQuery(db: Db | Tx, ownerId: string, ids: readonly string[]) {
  const columns = [
    'nodes.id',
    'nodes.parent_id',
    'nodes.name',
    'nodes.trashed_at',
    'nodes.purged_at',
  ] as const;
  return db
    .withRecursive('up', (q) =>
      q
        .selectFrom('nodes')
        .select(columns)
        .where('nodes.id', 'in', ids)
        .where('nodes.owner_id', '=', ownerId)
        .union(
          q
            .selectFrom('up')
            .crossJoin('nodes')
            .select(columns)
            .whereRef('nodes.id', '=', 'up.parent_id')
            .where('nodes.owner_id', '=', ownerId),
        ),
    )
    .selectFrom('up')
    .selectAll();
}

/** All that people who are not blocked, or one of them, give a person, in a lasting order. */
export function receivedQuery(db: Db | Tx, userId: string, ownerId?: string) {
  const query = db
    .selectFrom('grants')
    .innerJoin('users', 'users.id', 'grants.owner_id')
    .select([
      'grants.folder_id as folderId',
      'grants.owner_id as ownerId',
      'grants.access',
      'users.name as ownerName',
    ])
    .where('grants.owner_id', '!=', userId)
    .where('users.disabled', '=', 0)
    .where(isGivenTo(userId))
    .orderBy('grants.owner_id')
    .orderBy('grants.folder_id');
  return ownerId === undefined ? query : query.where('grants.owner_id', '=', ownerId);
}

/** Those who share some folder with a person. */
export function sharersQuery(db: Db | Tx, userId: string) {
  return db
    .selectFrom('grants')
    .select('grants.owner_id')
    .distinct()
    .where('grants.owner_id', '!=', userId)
    .where(isGivenTo(userId));
}
