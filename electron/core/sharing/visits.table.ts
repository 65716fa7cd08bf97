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

/** Writes a receipt and lets the oldest go; false when it had been written before, or its share is no more. */
export async function insertVisit(tx: Tx, visit: Insertable<ShareVisitsTable>): Promise<boolean> {
  const share = tx.selectFrom('shares').select('id').where('id', '=', visit.share_id);
  if ((await share.executeTakeFirst()) === undefined) return false;
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('share_visits')
    .values(visit)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (written !== 1n) return false;
  await tx
    .deleteFrom('share_visits')
    .where('share_id', '=', visit.share_id)
    // Null, which nothing is smaller than, while there are few.
    .where('id', '<=', (eb) =>
      eb
        .selectFrom('share_visits')
        .select('id')
        .where('share_id', '=', visit.share_id)
        .orderBy('id', 'desc')
        .limit(1)
        .offset(VISITS_KEPT),
    )
    .execute();
  return true;
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
