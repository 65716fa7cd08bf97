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
