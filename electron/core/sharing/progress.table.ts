import type { Db, Tx } from '../db/schema.ts';

/** Downloads under way that are remembered of a share; the ones that nobody went on with for longest go. */
export const PROGRESS_KEPT = 1000;
/** Whoever comes back later than this begins anew. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** What a browser has of an object so far. */
export interface Progress {
  readonly shareId: string;
  readonly visitor: string;
  readonly subject: string;
}

/** The ranges that a browser has of an object, as they are kept. */
export function progressQuery(db: Db | Tx, { shareId, visitor, subject }: Progress) {
  return db
    .selectFrom('share_progress')
    .select('ranges')
    .where('share_id', '=', shareId)
    .where('visitor', '=', visitor)
    .where('subject', '=', subject);
}

/** Keeps the ranges that a browser has, and forgets what was forsaken of the same share. */
export async function keepProgress(tx: Tx, of: Progress, ranges: string, now: Date): Promise<void> {
  const { shareId, visitor, subject } = of;
  const at = now.toISOString();
  await tx
    .insertInto('share_progress')
    .values({ share_id: shareId, visitor, subject, ranges, updated_at: at })
    .onConflict((conflict) =>
      conflict.columns(['share_id', 'visitor', 'subject']).doUpdateSet({ ranges, updated_at: at }),
    )
    .execute();
  await tx
    .deleteFrom('share_progress')
    .where('share_id', '=', shareId)
    .where('updated_at', '<', new Date(now.getTime() - KEPT_MS).toISOString())
    .execute();
  const { count } = await tx
    .selectFrom('share_progress')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('share_id', '=', shareId)
    .executeTakeFirstOrThrow();
  if (count > PROGRESS_KEPT) await forgetOldest(tx, shareId, count - PROGRESS_KEPT);
}

async function forgetOldest(tx: Tx, shareId: string, count: number): Promise<void> {
  const oldest = await tx
    .selectFrom('share_progress')
    .select(['visitor', 'subject'])
    .where('share_id', '=', shareId)
    .orderBy('updated_at')
    .limit(count)
    .execute();
  for (const { visitor, subject } of oldest) await forgetProgress(tx, { shareId, visitor, subject });
}

/** Forgets what a browser has: it has all of it, and what it fetches from now on is another download. */
export async function forgetProgress(tx: Tx, { shareId, visitor, subject }: Progress): Promise<void> {
  await tx
    .deleteFrom('share_progress')
    .where('share_id', '=', shareId)
    .where('visitor', '=', visitor)
    .where('subject', '=', subject)
    .execute();
}
