import type { Db, Tx } from '../db/schema.ts';
import { inGroups } from './nodes.table.ts';

/**
 * Marks some of what was put in the trash before a time as deleted for ever, whoever put it there, oldest first;
 * answers with the owners, one for each entry marked. `at` is ISO 8601.
 */
export function purgeTrashBefore(
  db: Db,
  trashedBefore: string,
  at: string,
  limit: number,
): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    const old = await oldTrashQuery(tx, trashedBefore, limit).execute();
    for (const some of inGroups(old)) {
      await tx
        .updateTable('nodes')
        .set({ purged_at: at })
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .execute();
    }
    return old.map(({ owner_id: owner }) => owner);
  });
}

/** Some of what was put in the trash before a time; by person, which the index of the trash begins with. */
export function oldTrashQuery(db: Db | Tx, trashedBefore: string, limit: number) {
  return db
    .selectFrom('users')
    .crossJoin('nodes')
    .select(['nodes.id', 'nodes.owner_id'])
    .whereRef('nodes.owner_id', '=', 'users.id')
    .where('nodes.purged_at', 'is', null)
    .where('nodes.trashed_at', 'is not', null)
    .where('nodes.trashed_at', '<', trashedBefore)
    .limit(limit);
}
