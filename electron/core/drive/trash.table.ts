import type { Db, Tx } from '../db/schema.ts';

/** A page of what the user put in the trash, newest first. */
export function trashPageQuery(
  db: Db,
  userId: string,
  page: { after: { at: string; id: string } | null; limit: number },
) {
  const { after } = page;
  const query = db
    .selectFrom('nodes')
    .selectAll()
    .where('owner_id', '=', userId)
    .where('purged_at', 'is', null)
    .where('trashed_at', 'is not', null)
    .orderBy('trashed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit);
  return after === null
    ? query
    : query.where((eb) => eb(eb.refTuple('trashed_at', 'id'), '<', eb.tuple(after.at, after.id)));
}

/** How many entries the user's trash has. */
export function trashCountQuery(db: Db, userId: string) {
  return db
    .selectFrom('nodes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', userId)
    .where('purged_at', 'is', null)
    .where('trashed_at', 'is not', null);
}

/** Marks entries of the user's trash to be deleted for ever; gives how many it were. */
export async function setPurged(tx: Tx, userId: string, ids: readonly string[], at: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('nodes')
    .set({ purged_at: at })
    .where('id', 'in', ids)
    .where('owner_id', '=', userId)
    .where('trashed_at', 'is not', null)
    .where('purged_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Some entries of the user's trash. */
export function someTrashed(tx: Tx, userId: string, limit: number) {
  return tx
    .selectFrom('nodes')
    .select(['id', 'name'])
    .where('owner_id', '=', userId)
    .where('purged_at', 'is', null)
    .where('trashed_at', 'is not', null)
    .limit(limit)
    .execute();
}
