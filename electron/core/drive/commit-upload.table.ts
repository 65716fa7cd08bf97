import { sql } from 'kysely';
import type { Db, Tx } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';
import type { NodeRow } from './nodes.table.ts';

/** What a name that is taken is taken by. */
export type Entry = Pick<NodeRow, 'id' | 'kind' | 'name_key' | 'size' | 'modified_at'>;

/** States of objects that people reserved, by owner and id (`<owner>/<id>`). */
export async function readObjects(
  tx: Tx,
  wanted: readonly { userId: string; objectId: string }[],
): Promise<Map<string, 'pending' | 'stored' | 'garbage'>> {
  const found = new Map<string, 'pending' | 'stored' | 'garbage'>();
  for (const some of inGroups(wanted)) {
    const rows = await tx
      .selectFrom('objects')
      .select(['id', 'owner_id', 'state'])
      .where(
        'id',
        'in',
        some.map(({ objectId }) => objectId),
      )
      .execute();
    for (const { id, owner_id: owner, state } of rows) found.set(`${owner}/${id}`, state);
  }
  return found;
}

/** The live entries of a folder that have one of these name keys. */
export function findEntries(
  db: Db | Tx,
  userId: string,
  folderId: string,
  nameKeys: readonly string[],
): Promise<Entry[]> {
  return db
    .selectFrom('nodes')
    .select(['id', 'kind', 'name_key', 'size', 'modified_at'])
    .where('parent_id', '=', folderId)
    .where('name_key', 'in', nameKeys)
    .where('owner_id', '=', userId)
    .where('trashed_at', 'is', null)
    .execute();
}

/** A live node of the user. */
export function readNode(db: Db | Tx, userId: string, id: string): Promise<NodeRow | undefined> {
  return db
    .selectFrom('nodes')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', userId)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
}

/** The user's file that has this object as an earlier content. */
export function findByVersion(db: Db | Tx, userId: string, objectId: string): Promise<NodeRow | undefined> {
  return db
    .selectFrom('versions')
    .innerJoin('nodes', 'nodes.id', 'versions.node_id')
    .selectAll('nodes')
    .where('versions.object_id', '=', objectId)
    .where('versions.owner_id', '=', userId)
    .where('nodes.purged_at', 'is', null)
    .orderBy('nodes.id')
    .executeTakeFirst();
}

export async function insertNodes(tx: Tx, nodes: readonly NodeRow[]): Promise<void> {
  await tx.insertInto('nodes').values(nodes).execute();
}

/** Notes that the bytes of objects are safely in the store and belong to files, in one statement. */
export async function markAllStored(
  tx: Tx,
  stored: readonly { id: string; etag: string; size: number }[],
): Promise<void> {
  const pick = <T>(valueOf: (one: (typeof stored)[number]) => string | number) =>
    sql<T>`case id ${sql.join(
      stored.map((one) => sql`when ${one.id} then ${valueOf(one)}`),
      sql` `,
    )} end`;
  await tx
    .updateTable('objects')
    .set({
      state: 'stored',
      etag: pick<string>(({ etag }) => etag),
      size: pick<number>(({ size }) => size),
    })
    .where(
      'id',
      'in',
      stored.map(({ id }) => id),
    )
    .execute();
}

/** Leaves an object that will not become a file for the sweep. */
export async function discardObject(tx: Tx, userId: string, objectId: string): Promise<void> {
  await tx
    .updateTable('objects')
    .set({ state: 'garbage' })
    .where('id', '=', objectId)
    .where('owner_id', '=', userId)
    .where('state', '=', 'pending')
    .execute();
}
