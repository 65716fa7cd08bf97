import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { inGroups } from '../lib/in-groups.ts';
import type { NodeName } from './names.ts';
import type { NodeRow } from './nodes.table.ts';
import type { Spot } from './undo-steps.ts';

/** Rows that one statement writes. */
const ROWS_AT_ONCE = 200;

/** The user's nodes with these ids, in the order of the ids; unknown ones are left out. */
export async function readRows(db: Db | Tx, userId: string, ids: readonly string[]): Promise<NodeRow[]> {
  const found = new Map<string, NodeRow>();
  for (const some of inGroups(ids)) {
    for (const row of await rowsQuery(db, userId, some).execute()) found.set(row.id, row);
    if (ids.length > some.length) await breathe();
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The user's nodes with these ids. */
export function rowsQuery(db: Db | Tx, userId: string, ids: readonly string[]) {
  return db.selectFrom('nodes').selectAll().where('id', 'in', ids).where('owner_id', '=', userId);
}

/** The live entry of a folder that has this name key. */
export function childQuery(db: Db | Tx, folderId: string, nameKey: string) {
  return db
    .selectFrom('nodes')
    .selectAll()
    .where('parent_id', '=', folderId)
    .where('name_key', '=', nameKey)
    .where('trashed_at', 'is', null);
}

/** Which of these name keys live entries of a folder have. */
export async function takenKeys(tx: Tx, folderId: string, keys: readonly string[]): Promise<Set<string>> {
  const taken = new Set<string>();
  for (const some of inGroups(keys)) {
    for (const row of await takenKeysQuery(tx, folderId, some).execute()) taken.add(row.name_key);
    if (keys.length > some.length) await breathe();
  }
  return taken;
}

/** Which of a few name keys live entries of a folder have. */
export function takenKeysQuery(db: Db | Tx, folderId: string, keys: readonly string[]) {
  return db
    .selectFrom('nodes')
    .select('name_key')
    .where('parent_id', '=', folderId)
    .where('name_key', 'in', keys)
    .where('trashed_at', 'is', null);
}

/** Some live entries of a folder, by their names. */
export function someLiveQuery(db: Db | Tx, folderId: string, limit: number) {
  return db
    .selectFrom('nodes')
    .selectAll()
    .where('parent_id', '=', folderId)
    .where('trashed_at', 'is', null)
    .orderBy('name_key')
    .limit(limit);
}

/** Some entries of the trash that were in a folder. */
export function someTrashedInQuery(db: Db | Tx, folderId: string, limit: number) {
  return db
    .selectFrom('nodes')
    .select(['id', 'trashed_at', 'trashed_path'])
    .where('parent_id', '=', folderId)
    .where('trashed_at', 'is not', null)
    .limit(limit);
}

/** Puts nodes of the user somewhere under the names they have. */
export async function setSpot(tx: Tx, userId: string, ids: readonly string[], spot: Spot): Promise<void> {
  const groups = inGroups(ids, ROWS_AT_ONCE);
  for (const some of groups) {
    await tx
      .updateTable('nodes')
      .set({ parent_id: spot.parent, trashed_at: spot.trashedAt, trashed_path: spot.path })
      .where('id', 'in', some)
      .where('owner_id', '=', userId)
      .execute();
    if (groups.length > 1) await breathe();
  }
}

/** Makes a folder the one that nodes are or were in. */
export async function setParent(tx: Tx, ids: readonly string[], folderId: string): Promise<void> {
  await tx.updateTable('nodes').set({ parent_id: folderId }).where('id', 'in', ids).execute();
}

/** Puts a node of the user somewhere under another name; `type` for files, by that name. */
export async function setNamedSpot(
  tx: Tx,
  userId: string,
  id: string,
  to: { spot: Spot; name: NodeName; type: { type: string; mime: string } | null },
): Promise<void> {
  await tx
    .updateTable('nodes')
    .set({
      parent_id: to.spot.parent,
      trashed_at: to.spot.trashedAt,
      trashed_path: to.spot.path,
      name: to.name.name,
      name_key: to.name.key,
      sort_key: to.name.sortKey,
      ...to.type,
    })
    .where('id', '=', id)
    .where('owner_id', '=', userId)
    .execute();
}

/** Makes the earlier contents of one file those of another; answers with their ids. */
export async function giveVersions(tx: Tx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.selectFrom('versions').select('id').where('node_id', '=', fromId).execute();
  if (rows.length > 0)
    await tx.updateTable('versions').set({ node_id: toId }).where('node_id', '=', fromId).execute();
  return rows.map(({ id }) => id);
}

/** Deletes a node's row; nothing may be in it. */
export async function deleteNode(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('nodes').where('id', '=', id).execute();
}
