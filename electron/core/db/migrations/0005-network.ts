import type { Kysely } from 'kysely';

/** The door on the network, links, shared folders, uploads of browsers. Column meanings stand in schema.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('network')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('port', 'integer')
    .addColumn('chosen_address', 'text')
    .addColumn('secure', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('sessions').addColumn('device', 'text').execute();
  await db.schema.alterTable('sessions').addColumn('address', 'text').execute();
  await db.schema.alterTable('transfers').addColumn('drive_owner_id', 'text').execute();
  await shares(db);
  await grants(db);
  await db.schema
    .createTable('web_uploads')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('share_id', 'text', (c) => c.references('shares.id').onDelete('cascade'))
    .addColumn('visitor', 'text')
    .addColumn('sender', 'text')
    .addColumn('object_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('folder_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('modified_at', 'text', (c) => c.notNull())
    .addColumn('multipart_id', 'text')
    .addColumn('part_bytes', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text', (c) => c.notNull())
    .execute();
  for (const column of ['owner_id', 'person_id', 'share_id', 'used_at', 'object_id'])
    await db.schema.createIndex(`web_uploads_${column}`).on('web_uploads').column(column).execute();
}

async function shares(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shares')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('holds', 'text', (c) => c.notNull())
    .addColumn('node_id', 'text', (c) => c.references('nodes.id').onDelete('set null'))
    .addColumn('expires_at', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('view_only', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('download_limit', 'integer')
    .addColumn('asks_name', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('paused', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('revoked_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text')
    .addColumn('opens', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('downloads', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('maximum_files', 'integer')
    .addColumn('maximum_bytes', 'bigint')
    .addColumn('maximum_file_bytes', 'bigint')
    .addColumn('received_files', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('received_bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('shares_token').on('shares').column('token_hash').unique().execute();
  await db.schema.createIndex('shares_owner').on('shares').columns(['owner_id', 'id']).execute();
  await db.schema.createIndex('shares_node').on('shares').column('node_id').execute();
  await db.schema.createIndex('shares_expiry').on('shares').column('expires_at').execute();

  await db.schema
    .createTable('share_items')
    .addColumn('share_id', 'text', (c) => c.notNull().references('shares.id').onDelete('cascade'))
    .addColumn('node_id', 'text', (c) => c.notNull().references('nodes.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('share_items_key', ['share_id', 'node_id'])
    .execute();
  await db.schema.createIndex('share_items_node').on('share_items').column('node_id').execute();

  await db.schema
    .createTable('share_visits')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('share_id', 'text', (c) => c.notNull().references('shares.id').onDelete('cascade'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('visitor', 'text')
    .addColumn('by_name', 'text')
    .addColumn('from_address', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('bytes', 'bigint')
    .execute();
  await db.schema.createIndex('share_visits_share').on('share_visits').columns(['share_id', 'id']).execute();
  await db.schema
    .createIndex('share_visits_visitor')
    .on('share_visits')
    .columns(['share_id', 'visitor', 'kind', 'id'])
    .execute();

  await db.schema
    .createTable('share_progress')
    .addColumn('share_id', 'text', (c) => c.notNull().references('shares.id').onDelete('cascade'))
    .addColumn('visitor', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('ranges', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('share_progress_key', ['share_id', 'visitor', 'subject'])
    .execute();
}

async function grants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('grants')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('folder_id', 'text', (c) => c.notNull().references('nodes.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('access', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  for (const column of ['owner_id', 'folder_id', 'person_id'])
    await db.schema.createIndex(`grants_${column}`).on('grants').column(column).execute();
  await db.schema
    .createTable('grant_leavers')
    .addColumn('grant_id', 'text', (c) => c.notNull().references('grants.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('grant_leavers_key', ['grant_id', 'person_id'])
    .execute();
}
