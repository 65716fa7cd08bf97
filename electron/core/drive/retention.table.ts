import type { Db, Tx } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';

/** An entry of somebody's, by its name. */
export interface OwnedName {
  readonly ownerId: string;
  readonly name: string;
}

/**
 * Marks some of what was put in the trash before a time as deleted for ever, whoever put it there, oldest first;
 * answers with the entries marked. `at` is ISO 8601.
 */
export async function purgeTrashBefore(
  tx: Tx,
  trashedBefore: string,
  at: string,
  limit: number,
): Promise<OwnedName[]> {
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
  return old.map(({ owner_id: ownerId, name }) => ({ ownerId, name }));
}

/** The name of a file; null when it is gone. */
export async function nameOfNode(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.selectFrom('nodes').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}

/** Some of what was put in the trash before a time; by person, which the index of the trash begins with. */
export function oldTrashQuery(db: Db | Tx, trashedBefore: string, limit: number) {
  return db
    .selectFrom('users')
    .crossJoin('nodes')
    .select(['nodes.id', 'nodes.owner_id', 'nodes.name'])
    .whereRef('nodes.owner_id', '=', 'users.id')
    .where('nodes.purged_at', 'is', null)
    .where('nodes.trashed_at', 'is not', null)
    .where('nodes.trashed_at', '<', trashedBefore)
    .limit(limit);
}
