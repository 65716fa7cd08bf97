import type { Db, Tx } from '../db/schema.ts';
import { isGivenTo } from './grants.table.ts';

/** An entry that is not the asker's. */
export interface Foreign {
  readonly id: string;
  readonly ownerId: string;
}

/** Those of these entries that belong to somebody else, at most as many as one statement asks for. */
export function foreignQuery(db: Db | Tx, userId: string, ids: readonly string[]) {
  return db
    .selectFrom('nodes')
    .select(['id', 'owner_id as ownerId'])
    .where('id', 'in', ids)
    .where('owner_id', '!=', userId)
    .where('purged_at', 'is', null);
}

/** An entry and the folders above it, from itself to the top; the cross join keeps SQLite from reading all nodes at each step. */
export function aboveQuery(db: Db | Tx, { id, ownerId }: Foreign) {
  return db
    .withRecursive('up', (q) =>
      q
        .selectFrom('nodes')
        .select(['nodes.id', 'nodes.parent_id', 'nodes.name', 'nodes.trashed_at', 'nodes.purged_at'])
        .where('nodes.id', '=', id)
        .where('nodes.owner_id', '=', ownerId)
        .unionAll(
          q
            .selectFrom('up')
            .crossJoin('nodes')
            .select(['nodes.id', 'nodes.parent_id', 'nodes.name', 'nodes.trashed_at', 'nodes.purged_at'])
            .whereRef('nodes.id', '=', 'up.parent_id')
            .where('nodes.owner_id', '=', ownerId),
        ),
    )
    .selectFrom('up')
    .selectAll();
}

/** What a person who is not blocked gives the asker of these folders. */
export function grantedQuery(db: Db | Tx, userId: string, ownerId: string, folderIds: readonly string[]) {
  return db
    .selectFrom('grants')
    .innerJoin('users', 'users.id', 'grants.owner_id')
    .select(['grants.folder_id as folderId', 'grants.access', 'users.name as ownerName'])
    .where('grants.folder_id', 'in', folderIds)
    .where('grants.owner_id', '=', ownerId)
    .where('users.disabled', '=', 0)
    .where(isGivenTo(userId));
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
