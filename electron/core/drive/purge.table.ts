import type { Db, Tx } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';
import type { NodeRow } from './nodes.table.ts';
import { STAGED_UNTIL } from './staging.table.ts';
import { releaseObjects } from './versions.table.ts';

/** What the purge has to know of a node. */
export type PurgedNode = Pick<
  NodeRow,
  'id' | 'owner_id' | 'kind' | 'size' | 'object_id' | 'trashed_at' | 'purged_at'
>;

const columns = ['id', 'owner_id', 'kind', 'size', 'object_id', 'trashed_at', 'purged_at'] as const;

/** Nodes that are to be deleted for ever, the ones marked first before others. */
export function nextPurged(db: Db | Tx, limit: number): Promise<PurgedNode[]> {
  return (
    db
      .selectFrom('nodes')
      .select(columns)
      .where('purged_at', 'is not', null)
      // What is being copied is not there yet.
      .where('purged_at', '<', STAGED_UNTIL)
      .orderBy('purged_at')
      .orderBy('id')
      .limit(limit)
      .execute()
  );
}

/** Some of what is in a folder, live or not. */
export function someInside(tx: Tx, folderId: string, limit: number): Promise<PurgedNode[]> {
  return tx.selectFrom('nodes').select(columns).where('parent_id', '=', folderId).limit(limit).execute();
}

/** Cuts folders (and what of them is marked already) loose from their parent and marks them. */
export async function purgeInside(
  tx: Tx,
  ids: readonly string[],
  change: { at: string; path: string },
): Promise<void> {
  await tx
    .updateTable('nodes')
    .set((eb) => ({
      parent_id: null,
      trashed_path: change.path,
      trashed_at: eb.fn.coalesce('trashed_at', eb.val(change.at)),
      purged_at: eb.fn.coalesce('purged_at', eb.val(change.at)),
    }))
    .where('id', 'in', ids)
    .execute();
}

/** Keeps entries of the trash whose folder goes: they hang on the top folder and remember where they were. */
export async function keepTrashed(tx: Tx, ids: readonly string[], path: string): Promise<void> {
  await tx
    .updateTable('nodes')
    .set((eb) => ({
      parent_id: eb.selectFrom('users').select('root_id').whereRef('users.id', '=', 'nodes.owner_id'),
      trashed_path: path,
    }))
    .where('id', 'in', ids)
    .execute();
}

/** Deletes rows, and leaves objects that nothing else refers to for the sweep. */
export async function removeNodes(tx: Tx, nodes: readonly PurgedNode[]): Promise<void> {
  for (const some of inGroups(nodes)) {
    await tx
      .deleteFrom('nodes')
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .execute();
    const objectIds = some.flatMap(({ object_id: id }) => (id === null ? [] : [id]));
    await releaseObjects(tx, objectIds);
  }
}
