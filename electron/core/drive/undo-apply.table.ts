import type { Tx } from '../db/schema.ts';
import type { NodeRow } from './nodes.table.ts';
import type { VersionRow } from './versions.table.ts';

/** Makes an earlier content of a file its content again; the row of the version goes. */
export async function takeContentBack(
  tx: Tx,
  nodeId: string,
  version: VersionRow,
  touchedAt: string | null,
): Promise<void> {
  await tx
    .updateTable('nodes')
    .set({
      object_id: version.object_id,
      size: version.size,
      modified_at: version.modified_at,
      touched_at: touchedAt,
    })
    .where('id', '=', nodeId)
    .execute();
  await tx.deleteFrom('versions').where('id', '=', version.id).execute();
}

/** Gives some earlier contents of a file to another one. */
export async function giveTheseVersions(
  tx: Tx,
  ids: readonly string[],
  fromId: string,
  toId: string,
): Promise<void> {
  await tx
    .updateTable('versions')
    .set({ node_id: toId })
    .where('id', 'in', ids)
    .where('node_id', '=', fromId)
    .execute();
}

/** Writes a row again that was there before. */
export async function insertAgain(tx: Tx, row: NodeRow): Promise<void> {
  await tx.insertInto('nodes').values(row).execute();
}

/** Deletes a live folder of the user when nothing is in it; gives the folder it was in, null when it stayed. */
export async function deleteIfEmpty(tx: Tx, userId: string, id: string): Promise<string | null> {
  const deleted = await tx
    .deleteFrom('nodes')
    .where('id', '=', id)
    .where('owner_id', '=', userId)
    .where('trashed_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('nodes as inside').select('inside.id').where('inside.parent_id', '=', id)),
      ),
    )
    .returning('parent_id')
    .executeTakeFirst();
  return deleted?.parent_id ?? null;
}

/** Takes trashed rows of a folder back into the one they were in. */
export async function takeAlongBack(
  tx: Tx,
  userId: string,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  const rows = await tx
    .selectFrom('nodes')
    .select(['id', 'parent_id', 'trashed_at'])
    .where('id', 'in', ids)
    .where('owner_id', '=', userId)
    .execute();
  const there = rows.filter((row) => row.parent_id === from && row.trashed_at !== null).map(({ id }) => id);
  if (there.length > 0)
    await tx.updateTable('nodes').set({ parent_id: to }).where('id', 'in', there).execute();
}
