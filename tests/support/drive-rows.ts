import type { Db, Tx } from '../../electron/core/db/schema.ts';
import type { DriveAccess } from '../../electron/core/drive/drive-access.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import type { UsageRecorder } from '../../electron/core/usage/usage-recorder.ts';

/** The rows that the drive writes when people come and go, and nothing else of it. */
export const rowsOfDrive: Pick<DriveAccess, 'createRoot' | 'removeAll' | 'giveAll'> = {
  createRoot: (tx, userId, rootId) =>
    insertNode(tx, { id: rootId, ownerId: userId, parentId: null, name: '' }),
  async removeAll(tx, userId) {
    await tx
      .updateTable('nodes')
      .set({ parent_id: null, object_id: null })
      .where('owner_id', '=', userId)
      .execute();
    await tx.deleteFrom('nodes').where('owner_id', '=', userId).execute();
    await tx.updateTable('objects').set({ state: 'garbage' }).where('owner_id', '=', userId).execute();
  },
  async giveAll(tx, fromUserId, toUserId, folderName) {
    const [from, to] = await Promise.all([account(tx, fromUserId), account(tx, toUserId)]);
    const folderId = newId();
    await insertNode(tx, { id: folderId, ownerId: toUserId, parentId: to.root_id, name: folderName });
    await tx
      .updateTable('nodes')
      .set({ parent_id: folderId })
      .where('parent_id', '=', from.root_id)
      .where('trashed_at', 'is', null)
      .execute();
    await tx.deleteFrom('nodes').where('id', '=', from.root_id).execute();
    await tx.updateTable('nodes').set({ owner_id: toUserId }).where('owner_id', '=', fromUserId).execute();
    await tx.updateTable('objects').set({ owner_id: toUserId }).where('owner_id', '=', fromUserId).execute();
    await tx
      .updateTable('users')
      .set({ used_bytes: to.used_bytes + from.used_bytes, file_count: to.file_count + from.file_count })
      .where('id', '=', toUserId)
      .execute();
  },
};

/** The rows that the statistics write. */
export const rowsOfUsage: UsageRecorder = {
  async activity(db, { userId, kind, subject }) {
    await db
      .insertInto('activity')
      .values({ id: newId(), user_id: userId, at: new Date().toISOString(), kind, subject, count: 1 })
      .execute();
  },
  traffic: () => Promise.resolve(),
};

/** Gives a person so many stored files of 10 bytes at the top, each with its object. */
export async function storeFiles(db: Db, userId: string, files: number): Promise<void> {
  const { root_id: parentId } = await account(db, userId);
  for (let file = 1; file <= files; file += 1) {
    const objectId = newId();
    await db
      .insertInto('objects')
      .values({
        id: objectId,
        key: objectId,
        owner_id: userId,
        size: 10,
        etag: 'etag',
        state: 'stored',
        created_at: new Date().toISOString(),
      })
      .execute();
    await insertNode(db, { id: newId(), ownerId: userId, parentId, name: `file ${file}.txt`, objectId });
  }
  await db
    .updateTable('users')
    .set({ used_bytes: 10 * files, file_count: files })
    .where('id', '=', userId)
    .execute();
}

function account(db: Db | Tx, id: string) {
  return db
    .selectFrom('users')
    .select(['root_id', 'used_bytes', 'file_count'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

async function insertNode(
  db: Db | Tx,
  node: { id: string; ownerId: string; parentId: string | null; name: string; objectId?: string },
): Promise<void> {
  const at = new Date().toISOString();
  await db
    .insertInto('nodes')
    .values({
      id: node.id,
      owner_id: node.ownerId,
      parent_id: node.parentId,
      kind: node.objectId === undefined ? 'folder' : 'file',
      name: node.name,
      name_key: node.name,
      sort_key: node.name,
      object_id: node.objectId ?? null,
      size: node.objectId === undefined ? 0 : 10,
      type: null,
      mime: null,
      created_at: at,
      modified_at: at,
      trashed_at: null,
    })
    .execute();
}
