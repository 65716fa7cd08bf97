import type { Db, Tx } from '../db/schema.ts';
import { insertNode, type NewNode } from './nodes.table.ts';

/**
 * When a staging folder is marked as to be deleted for ever: never by itself. So whatever is in one is seen by nobody,
 * and the purge leaves it alone until {@link giveUpStaged} brings the mark forward.
 */
export const STAGED_UNTIL = '9999-12-31T23:59:59.999Z';

/** Writes a staging folder of the user, which hangs nowhere. */
export async function insertStaging(tx: Tx, userId: string, id: string, at: string): Promise<void> {
  await insertNode(tx, {
    id,
    owner_id: userId,
    parent_id: null,
    kind: 'folder',
    name: '',
    name_key: '',
    sort_key: '',
    object_id: null,
    size: 0,
    type: null,
    mime: null,
    created_at: at,
    modified_at: at,
    trashed_at: STAGED_UNTIL,
    purged_at: STAGED_UNTIL,
  });
}

/** Leaves staging folders, all there are for null, to the purge with what is in them. */
export async function giveUpStaged(db: Db | Tx, ids: readonly string[] | null, at: string): Promise<void> {
  const query = db
    .updateTable('nodes')
    .set({ trashed_at: at, purged_at: at })
    .where('purged_at', '=', STAGED_UNTIL);
  await (ids === null ? query : query.where('id', 'in', ids)).execute();
}

/** Deletes staging folders in which nothing is left. */
export async function deleteStaging(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('nodes').where('id', 'in', ids).where('purged_at', '=', STAGED_UNTIL).execute();
}

/** Writes copies. */
export async function insertCopies(tx: Tx, rows: readonly NewNode[]): Promise<void> {
  await tx
    .insertInto('nodes')
    .values([...rows])
    .execute();
}

/** A page of the live entries of a folder of the user, in the order of their name keys. */
export function pageToCopyQuery(
  db: Db | Tx,
  userId: string,
  folderId: string,
  page: { after: string; limit: number },
) {
  return db
    .selectFrom('nodes')
    .selectAll()
    .where('parent_id', '=', folderId)
    .where('owner_id', '=', userId)
    .where('trashed_at', 'is', null)
    .where('name_key', '>', page.after)
    .orderBy('name_key')
    .limit(page.limit);
}
