import type { Kysely } from 'kysely';

/** What people looked at in the folders of others. Column meanings stand in schema.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('opened')
    .addColumn('node_id', 'text', (c) => c.notNull().references('nodes.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('at', 'text', (c) => c.notNull())
    // The entry comes first, so that one that is deleted for ever finds its rows.
    .addPrimaryKeyConstraint('opened_key', ['node_id', 'user_id'])
    .execute();
  await db.schema.createIndex('opened_recent').on('opened').columns(['user_id', 'at', 'node_id']).execute();
}
