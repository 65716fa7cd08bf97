import type { Db } from '../db/schema.ts';

/** The shares that ended between two times, the later included. */
export function endedQuery(db: Db, after: string, until: string) {
  return db
    .selectFrom('shares')
    .select(['id', 'owner_id'])
    .where('expires_at', '>', after)
    .where('expires_at', '<=', until);
}

/** When the next share ends. */
export function nextEndQuery(db: Db, after: string) {
  return db
    .selectFrom('shares')
    .select('expires_at')
    .where('expires_at', '>', after)
    .orderBy('expires_at')
    .limit(1);
}
