import { z } from 'zod';
import { findingKind } from '../../contract/care.ts';
import type { Db } from '../db/schema.ts';
import type { KeptReport } from './findings.ts';

const LAST = 'last';

const keptReport = z.object({
  at: z.string(),
  repair: z.boolean(),
  objects: z.int(),
  entries: z.int(),
  counts: z.array(z.object({ kind: findingKind, found: z.int(), repaired: z.int() })),
  findings: z.array(
    z.object({
      kind: findingKind,
      name: z.string().nullable(),
      ownerId: z.string().nullable(),
      repaired: z.boolean(),
    }),
  ),
});

/** The report of the last check; null when there is none that this version can read. */
export async function lastReport(db: Db): Promise<KeptReport | null> {
  const row = await db.selectFrom('care_reports').select('report').where('id', '=', LAST).executeTakeFirst();
  if (row === undefined) return null;
  const parsed = keptReport.safeParse(JSON.parse(row.report));
  return parsed.success ? parsed.data : null;
}

/** Keeps a report instead of the one before. */
export async function keepReport(db: Db, kept: KeptReport): Promise<void> {
  const row = { at: kept.at, report: JSON.stringify(kept) };
  await db
    .insertInto('care_reports')
    .values({ id: LAST, ...row })
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute();
}

/** The names of these people, by id. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
