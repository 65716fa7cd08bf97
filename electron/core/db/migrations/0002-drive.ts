import { sql, type Kysely } from 'kysely';

/** Versions, tags, favourites, undo, history, thumbnails. Column meanings stand in schema.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('cloud')
    .addColumn('trash_days', 'integer', (c) => c.defaultTo(30))
    .execute();
  await db.schema
    .alterTable('cloud')
    .addColumn('version_days', 'integer', (c) => c.defaultTo(30))
    .execute();
  await db.schema
    .alterTable('cloud')
    .addColumn('version_count', 'integer', (c) => c.defaultTo(20))
    .execute();
  await db.schema
    .alterTable('users')
    .addColumn('version_bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('users')
    .addColumn('version_count', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();

  await db.schema
    .alterTable('nodes')
    .addColumn('tags', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('nodes').addColumn('favourite_at', 'text').execute();
  await db.schema.alterTable('nodes').addColumn('touched_at', 'text').execute();
  await sql`update nodes set touched_at = created_at where kind = 'file'`.execute(db);
  await db.schema
    .createIndex('nodes_tagged')
    .on('nodes')
    .columns(['owner_id', 'sort_key', 'id', 'tags'])
    .where(sql.ref('tags'), '!=', 0)
    .execute();
  await db.schema
    .createIndex('nodes_favourite')
    .on('nodes')
    .columns(['owner_id', 'favourite_at', 'id'])
    .where(sql.ref('favourite_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('nodes_recent')
    .on('nodes')
    .columns(['owner_id', 'touched_at', 'id'])
    .where(sql.ref('touched_at'), 'is not', null)
    .execute();

  await db.schema
    .createTable('versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('node_id', 'text', (c) => c.notNull().references('nodes.id').onDelete('cascade'))
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('object_id', 'text', (c) => c.notNull().references('objects.id'))
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('modified_at', 'text', (c) => c.notNull())
    .addColumn('replaced_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('versions_by_node')
    .on('versions')
    .columns(['node_id', 'replaced_at', 'id'])
    .execute();
  await db.schema.createIndex('versions_by_owner').on('versions').column('owner_id').execute();
  await db.schema.createIndex('versions_by_object').on('versions').column('object_id').execute();
  await db.schema.createIndex('versions_by_age').on('versions').columns(['replaced_at', 'id']).execute();

  await db.schema
    .createTable('tag_names')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('color', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('tag_names_pk', ['user_id', 'color'])
    .execute();

  await db.schema
    .createTable('undo')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('batch', 'text')
    .addColumn('data', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('undo_by_user').on('undo').columns(['user_id', 'id']).execute();

  await db.schema
    .createTable('history')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('node_id', 'text', (c) => c.notNull().references('nodes.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('detail', 'text')
    .execute();
  await db.schema.createIndex('history_by_node').on('history').columns(['node_id', 'id']).execute();

  await db.schema
    .createTable('thumbnails')
    .addColumn('object_id', 'text', (c) => c.primaryKey().references('objects.id').onDelete('cascade'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('made_at', 'text', (c) => c.notNull())
    .execute();

  await db.schema.alterTable('transfers').addColumn('conflict', 'text').execute();
  await db.schema.alterTable('transfers').addColumn('version_id', 'text').execute();
  await db.schema.alterTable('transfers').addColumn('selection', 'text').execute();
}
