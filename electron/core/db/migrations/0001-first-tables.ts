import { sql, type Kysely } from 'kysely';

/** Everything that the first version keeps. Column meanings stand in schema.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cloud')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('data_folder', 'text')
    .addColumn('engine', 'text', (c) => c.notNull())
    .addColumn('setup_step', 'text', (c) => c.notNull())
    .addColumn('folder_claimed', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('user_name', 'text', (c) => c.notNull())
    .addColumn('user_name_key', 'text', (c) => c.notNull().unique())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('recovery_hash', 'text')
    .addColumn('must_change_password', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('disabled', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('quota_bytes', 'bigint')
    .addColumn('root_id', 'text', (c) => c.notNull())
    .addColumn('used_bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('file_count', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text')
    .execute();

  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('persistent', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('sessions_by_user').on('sessions').column('user_id').execute();

  await db.schema
    .createTable('throttles')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('blocked_until', 'text')
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('objects')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    // No reference to users, here and in nodes: what a removed person stored is cleared away after the account is gone.
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('etag', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('objects_unsettled')
    .on('objects')
    .columns(['state', 'created_at'])
    .where(sql.ref('state'), '!=', 'stored')
    .execute();
  await db.schema.createIndex('objects_by_owner').on('objects').column('owner_id').execute();

  await db.schema
    .createTable('nodes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text', (c) => c.references('nodes.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull())
    .addColumn('sort_key', 'text', (c) => c.notNull())
    .addColumn('object_id', 'text', (c) => c.references('objects.id'))
    .addColumn('size', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('type', 'text')
    .addColumn('mime', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('modified_at', 'text', (c) => c.notNull())
    .addColumn('trashed_at', 'text')
    .addColumn('trashed_path', 'text')
    .addColumn('purged_at', 'text')
    .execute();
  await db.schema
    .createIndex('nodes_live_name')
    .on('nodes')
    .columns(['parent_id', 'name_key'])
    .unique()
    .where(sql.ref('trashed_at'), 'is', null)
    .execute();
  // One index per sort order of a folder, each ending in the id so that paging by key has no ties.
  const orders = {
    nodes_list_name: ['parent_id', 'kind', 'sort_key', 'id'],
    // With the last two, this one also answers by itself how much of each type a folder holds: SQLite counts the column
    // of a partial index's condition among those that have to be read.
    nodes_list_size: ['parent_id', 'kind', 'size', 'sort_key', 'id', 'type', 'trashed_at'],
    nodes_list_modified: ['parent_id', 'kind', 'modified_at', 'id'],
    nodes_list_type: ['parent_id', 'kind', 'type', 'sort_key', 'id'],
  } as const;
  for (const [name, columns] of Object.entries(orders)) {
    await db.schema
      .createIndex(name)
      .on('nodes')
      .columns([...columns])
      .where(sql.ref('trashed_at'), 'is', null)
      .execute();
  }
  await db.schema
    .createIndex('nodes_trash')
    .on('nodes')
    .columns(['owner_id', 'purged_at', 'trashed_at', 'id'])
    .where(sql.ref('trashed_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('nodes_purge')
    .on('nodes')
    .columns(['purged_at', 'id'])
    .where(sql.ref('purged_at'), 'is not', null)
    .execute();
  await db.schema.createIndex('nodes_by_parent').on('nodes').columns(['parent_id', 'trashed_at']).execute();
  await db.schema.createIndex('nodes_by_object').on('nodes').column('object_id').execute();
  await db.schema
    .createIndex('nodes_by_type')
    .on('nodes')
    .columns(['owner_id', 'type', 'size'])
    .where(sql.ref('kind'), '=', 'file')
    .execute();

  await db.schema
    .createTable('transfers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('batch_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('temporary', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('folder_id', 'text')
    .addColumn('node_id', 'text')
    .addColumn('object_id', 'text')
    .addColumn('total_bytes', 'bigint', (c) => c.notNull())
    .addColumn('done_bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('source_mtime', 'bigint')
    .addColumn('multipart', 'text')
    .addColumn('failure', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('finished_at', 'text')
    .execute();
  await db.schema
    .createIndex('transfers_by_user')
    .on('transfers')
    .columns(['user_id', 'status', 'id'])
    .execute();
  await db.schema.createIndex('transfers_by_object').on('transfers').column('object_id').execute();
  await db.schema.createIndex('transfers_next').on('transfers').columns(['status', 'id']).execute();

  await db.schema
    .createTable('activity')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('count', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.createIndex('activity_by_user').on('activity').columns(['user_id', 'id']).execute();

  await db.schema
    .createTable('usage_days')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('uploads', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('upload_bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('downloads', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('download_bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('usage_days_pk', ['user_id', 'day'])
    .execute();
}
