import type { Tx } from '../db/schema.ts';
import type { NodeName } from './names.ts';
import type { readAccount } from './nodes.table.ts';

export type Account = NonNullable<Awaited<ReturnType<typeof readAccount>>>;

/** Marks all that hangs on a person's top folder, and their trash, as deleted for ever. */
export async function purgeOwner(tx: Tx, userId: string, rootId: string, at: string): Promise<void> {
  await purgeTrash(tx, userId, at);
  await tx
    .updateTable('nodes')
    .set({ trashed_at: at, purged_at: at })
    .where('id', '=', rootId)
    .where('owner_id', '=', userId)
    .execute();
}

/** Marks a person's trash as deleted for ever. */
export async function purgeTrash(tx: Tx, userId: string, at: string): Promise<void> {
  await tx
    .updateTable('nodes')
    .set({ purged_at: at })
    .where('owner_id', '=', userId)
    .where('purged_at', 'is', null)
    .where('trashed_at', 'is not', null)
    .execute();
}

/** Leaves a person's unfinished uploads for the sweep. */
export async function dropReserved(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('objects')
    .set({ state: 'garbage' })
    .where('owner_id', '=', userId)
    .where('state', '=', 'pending')
    .execute();
}

/** Makes one person's top folder a folder of another's. */
export async function giveTop(
  tx: Tx,
  rootId: string,
  to: { userId: string; parentId: string; name: NodeName },
): Promise<void> {
  await tx
    .updateTable('nodes')
    .set({
      owner_id: to.userId,
      parent_id: to.parentId,
      name: to.name.name,
      name_key: to.name.key,
      sort_key: to.name.sortKey,
    })
    .where('id', '=', rootId)
    .execute();
}

/** A page of a folder's live entries in the order of their name keys. */
export function pageToGive(tx: Tx, folderId: string, page: { after: string; limit: number }) {
  return tx
    .selectFrom('nodes')
    .select(['id', 'kind', 'name_key', 'size', 'object_id'])
    .where('parent_id', '=', folderId)
    .where('trashed_at', 'is', null)
    .where('name_key', '>', page.after)
    .orderBy('name_key')
    .limit(page.limit)
    .execute();
}

/** Makes nodes and their objects another person's. Their tags stay; what they had looked at or liked is not the other's. */
export async function giveNodes(
  tx: Tx,
  nodes: readonly { id: string; object_id: string | null }[],
  toUserId: string,
): Promise<void> {
  const objectIds = nodes.flatMap(({ object_id: id }) => (id === null ? [] : [id]));
  await tx
    .updateTable('nodes')
    .set({ owner_id: toUserId, favourite_at: null, touched_at: null })
    .where(
      'id',
      'in',
      nodes.map(({ id }) => id),
    )
    .execute();
  if (objectIds.length > 0) {
    await tx.updateTable('objects').set({ owner_id: toUserId }).where('id', 'in', objectIds).execute();
  }
}

/** Makes the earlier contents of files another person's; answers with how many bytes and contents they are. */
export async function giveVersions(
  tx: Tx,
  nodeIds: readonly string[],
  toUserId: string,
): Promise<{ bytes: number; versions: number }> {
  const sums = await tx
    .selectFrom('versions')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('size').as('bytes')])
    .where('node_id', 'in', nodeIds)
    .executeTakeFirstOrThrow();
  if (sums.count === 0) return { bytes: 0, versions: 0 };
  await tx
    .updateTable('objects')
    .set({ owner_id: toUserId })
    .where('id', 'in', (eb) => eb.selectFrom('versions').select('object_id').where('node_id', 'in', nodeIds))
    .execute();
  await tx.updateTable('versions').set({ owner_id: toUserId }).where('node_id', 'in', nodeIds).execute();
  return { bytes: sums.bytes ?? 0, versions: sums.count };
}
