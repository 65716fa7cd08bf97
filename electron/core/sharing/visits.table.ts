import type { Insertable } from 'kysely';
import type { Db, ShareVisitsTable, Tx } from '../db/schema.ts';

/** Receipts that are kept of a share; the oldest go. */
export const VISITS_KEPT = 2000;

/** Who used a share, the newest first, behind `before`. */
export function visitsQuery(db: Db | Tx, shareId: string, page: { before: string | null; limit: number }) {
  const query = db
    .selectFrom('share_visits')
    .select(['id', 'at', 'kind', 'by_name as by', 'from_address as from', 'device', 'subject', 'bytes'])
    .where('share_id', '=', shareId)
    .orderBy('id', 'desc')
    .limit(page.limit);
  return page.before === null ? query : query.where('id', '<', page.before);
}

/** What a browser did with a share, the newest first. */
export function ofVisitorQuery(
  db: Db | Tx,
  shareId: string,
  page: { visitor: string; kind: ShareVisitsTable['kind']; limit: number },
) {
  return db
    .selectFrom('share_visits')
    .select(['id', 'at', 'subject', 'bytes'])
    .where('share_id', '=', shareId)
    .where('visitor', '=', page.visitor)
    .where('kind', '=', page.kind)
    .orderBy('id', 'desc')
    .limit(page.limit);
}

/** A receipt of a share by its id. */
export function findVisit(db: Db | Tx, shareId: string, id: string) {
  return db
    .selectFrom('share_visits')
    .select(['visitor', 'subject', 'bytes'])
    .where('id', '=', id)
    .where('share_id', '=', shareId)
    .executeTakeFirst();
}

/** Which of these browsers did something with a share since a time. */
export function sinceQuery(
  db: Db | Tx,
  shareId: string,
  of: { visitors: readonly string[]; kind: ShareVisitsTable['kind']; since: string },
) {
  return db
    .selectFrom('share_visits')
    .select('visitor')
    .distinct()
    .where('share_id', '=', shareId)
    .where('visitor', 'in', of.visitors)
    .where('kind', '=', of.kind)
    .where('at', '>', of.since);
}

/**
 * Writes receipts of one share and lets its oldest go; answers how many there are more now: one that had been written
 * before is none, and none are kept of a share that is no more.
 */
export async function insertVisits(
  tx: Tx,
  shareId: string,
  visits: readonly Insertable<ShareVisitsTable>[],
): Promise<number> {
  const share = await tx.selectFrom('shares').select('id').where('id', '=', shareId).executeTakeFirst();
  if (share === undefined || visits.length === 0) return 0;
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('share_visits')
    .values(visits)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  await tx
    .deleteFrom('share_visits')
    .where('share_id', '=', shareId)
    // Null, which nothing is smaller than, while there are few.
    .where('id', '<=', (eb) =>
      eb
        .selectFrom('share_visits')
        .select('id')
        .where('share_id', '=', shareId)
        .orderBy('id', 'desc')
        .limit(1)
        .offset(VISITS_KEPT),
    )
    .execute();
  return Number(written ?? 0n);
}

/** Counts what was done with a share. */
export async function countUse(
  tx: Tx,
  shareId: string,
  use: {
    readonly at: string;
    readonly opens?: number;
    readonly downloads?: number;
    readonly files?: number;
    readonly bytes?: number;
  },
): Promise<void> {
  await tx
    .updateTable('shares')
    .set((eb) => ({
      last_used_at: use.at,
      opens: eb('opens', '+', use.opens ?? 0),
      downloads: eb('downloads', '+', use.downloads ?? 0),
      received_files: eb('received_files', '+', use.files ?? 0),
      received_bytes: eb('received_bytes', '+', use.bytes ?? 0),
    }))
    .where('id', '=', shareId)
    .execute();
}
