import type { Db } from '../db/schema.ts';

/** Failures in a row at one key. */
export interface Throttle {
  readonly failures: number;
  readonly blockedUntil: Date | null;
  readonly updatedAt: Date;
}

/** The failures of a key; undefined when there are none. */
export async function readThrottle(db: Db, key: string): Promise<Throttle | undefined> {
  const row = await db.selectFrom('throttles').selectAll().where('key', '=', key).executeTakeFirst();
  return row && fromRow(row);
}

/** Counts a failure in one step with what `change` decides on the count before it; what it throws leaves all as it was. */
export function countFailure(
  db: Db,
  key: string,
  now: Date,
  change: (before: Throttle) => Pick<Throttle, 'failures' | 'blockedUntil'>,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('throttles')
      .values({ key, failures: 0, blocked_until: null, updated_at: now.toISOString() })
      // Changes nothing, but holds the row until the end of the transaction on every database.
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ key }))
      .returningAll()
      .executeTakeFirstOrThrow();
    const { failures, blockedUntil } = change(fromRow(row));
    await tx
      .updateTable('throttles')
      .set({ failures, blocked_until: blockedUntil?.toISOString() ?? null, updated_at: now.toISOString() })
      .where('key', '=', key)
      .execute();
    return failures;
  });
}

/** Forgets a key. */
export async function forgetFailures(db: Db, key: string): Promise<void> {
  await db.deleteFrom('throttles').where('key', '=', key).execute();
}

/** Forgets the keys that nothing happened to since then. */
export async function forgetOldFailures(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('throttles').where('updated_at', '<', before.toISOString()).execute();
}

function fromRow(row: { failures: number; blocked_until: string | null; updated_at: string }): Throttle {
  return {
    failures: row.failures,
    blockedUntil: row.blocked_until === null ? null : new Date(row.blocked_until),
    updatedAt: new Date(row.updated_at),
  };
}
