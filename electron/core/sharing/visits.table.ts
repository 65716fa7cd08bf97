import type { Insertable } from 'kysely';
import type { Db, ShareVisitsTable, Tx } from '../db/schema.ts';

/** Receipts that are kept of a share. Beyond, the oldest of the device that has most of them go. */
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
 * Writes receipts of one share and lets some go where there are too many; answers how many were written: one that had
 * been written before is none, and none are kept of a share that is no more.
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
  await letGo(tx, shareId);
  return Number(written ?? 0n);
}

/**
 * Lets receipts go, always of the device that has most of them: so one that makes thousands, whatever it calls itself,
 * pushes out its own and nobody else's. Devices are told apart by their address, the one thing that costs to change.
 */
async function letGo(tx: Tx, shareId: string): Promise<void> {
  const { count: all } = await tx
    .selectFrom('share_visits')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('share_id', '=', shareId)
    .executeTakeFirstOrThrow();
  if (all <= VISITS_KEPT) return;
  const devices = await tx
    .selectFrom('share_visits')
    .select(({ fn }) => ['from_address as address', fn.countAll<number>().as('count')])
    .where('share_id', '=', shareId)
    .groupBy('from_address')
    // Of two that have as many, the one that came first.
    .orderBy(({ fn }) => fn.min('id'))
    .execute();
  const left = new Map(devices.map(({ address, count }) => [address, count]));
  for (let total = all; total > VISITS_KEPT; total -= 1) {
    const [address] = Array.from(left).reduce((most, one) => (one[1] > most[1] ? one : most));
    left.set(address, (left.get(address) ?? 0) - 1);
  }
  for (const { address, count } of devices) {
    const gone = count - (left.get(address) ?? 0);
    if (gone > 0) await deleteOldest(tx, shareId, address, gone);
  }
}

async function deleteOldest(tx: Tx, shareId: string, address: string, count: number): Promise<void> {
  await tx
    .deleteFrom('share_visits')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('share_visits')
        .select('id')
        .where('share_id', '=', shareId)
        .where('from_address', '=', address)
        .orderBy('id')
        .limit(count),
    )
    .execute();
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
