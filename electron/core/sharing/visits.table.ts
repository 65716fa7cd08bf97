import type { Db, Tx } from '../db/schema.ts';

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
