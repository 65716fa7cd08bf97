import type { Kysely } from 'kysely';

/** What the last check of the cloud found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('care_reports')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('report', 'text', (c) => c.notNull())
    .execute();
}
