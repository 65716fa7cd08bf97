import type { Db } from '../db/schema.ts';
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
    // By person, which the index of the trash begins with.
    const old = await tx
      .selectFrom('users')
      .innerJoin('nodes', 'nodes.owner_id', 'users.id')
      .select(['nodes.id', 'nodes.owner_id'])
      .where('nodes.purged_at', 'is', null)
      .where('nodes.trashed_at', 'is not', null)
      .where('nodes.trashed_at', '<', trashedBefore)
      .limit(limit)
      .execute();
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
