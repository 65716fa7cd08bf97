import type { Kysely } from 'kysely';

/** Uploads of browsers that became files lately. Column meanings stand in schema.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ended_uploads')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('object_id', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text', (c) => c.notNull())
    .execute();
  for (const column of ['owner_id', 'ended_at'])
    await db.schema.createIndex(`ended_uploads_${column}`).on('ended_uploads').column(column).execute();
}
