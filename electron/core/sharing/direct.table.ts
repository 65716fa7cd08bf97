import type { Db, Tx } from '../db/schema.ts';

/** The content that a file has now, with what it is called. */
export function contentQuery(db: Db | Tx, ownerId: string, nodeId: string) {
  return db
    .selectFrom('nodes')
    .innerJoin('objects', 'objects.id', 'nodes.object_id')
    .select(['objects.key', 'nodes.name', 'nodes.mime', 'nodes.size'])
    .where('nodes.id', '=', nodeId)
    .where('nodes.owner_id', '=', ownerId)
    .where('nodes.kind', '=', 'file');
}

/** The id of a person's top folder. */
export function topQuery(db: Db | Tx, userId: string) {
  return db.selectFrom('users').select('root_id').where('id', '=', userId);
}

/**
 * The content of a file that has this key: what it has now, or had at a time since. Undefined for every other key.
 */
export async function findContent(
  db: Db,
  { nodeId, key, since }: { nodeId: string; key: string; since: string },
) {
  const now = await db
    .selectFrom('nodes')
    .innerJoin('objects', 'objects.id', 'nodes.object_id')
    .select(['nodes.name', 'objects.id as objectId', 'objects.size'])
    .where('nodes.id', '=', nodeId)
    .where('objects.key', '=', key)
    .executeTakeFirst();
  if (now !== undefined) return now;
  return db
    .selectFrom('versions')
    .innerJoin('objects', 'objects.id', 'versions.object_id')
    .innerJoin('nodes', 'nodes.id', 'versions.node_id')
    .select(['nodes.name', 'objects.id as objectId', 'objects.size'])
    .where('versions.node_id', '=', nodeId)
    .where('versions.replaced_at', '>=', since)
    .where('objects.key', '=', key)
    .executeTakeFirst();
}
