import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { isStored, makeCommitQueue } from './commit-queue.ts';
import { checkQuota } from './commit-upload.ts';
import { findByVersion, readNode } from './commit-upload.table.ts';
import type { DriveAccess } from './drive-access.ts';
import { filesNamed } from './files-named.ts';
import { ensureFolders, liveFolder } from './folders.ts';
import { toDriveNode } from './node-view.ts';
import { createRoot, giveAll, removeAll } from './owners.ts';
import { findByObject } from './nodes.table.ts';
import type { Purge } from './purge.ts';
import { walk } from './walk.ts';

interface Deps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly now: () => Date;
  readonly freeSpace: () => Promise<{ freeBytes: number; totalBytes: number } | null>;
  readonly purge: Purge;
  /** States that these folders of a user show something else. */
  readonly tell: (userId: string, folderIds: readonly string[]) => void;
}

/** Makes what other rooms may do with files. */
export function makeAccess(deps: Deps): DriveAccess {
  const { db, now, tell, purge } = deps;
  const commit = makeCommitQueue(deps);
  /** For work inside a transaction of the caller: what waits for the database then sees it whole, or not at all. */
  const soon = (act: () => void) => {
    setImmediate(act);
  };
  return {
    createRoot: (tx, userId, rootId) => createRoot(tx, userId, rootId, now().toISOString()),
    resolveFolder: (userId, folderId) => liveFolder(db, userId, folderId),
    async ensurePath(userId, folderId, names) {
      const { id, changed } = await db.transaction().execute(async (tx) => {
        const start = await liveFolder(tx, userId, folderId);
        return ensureFolders(tx, userId, start, names, now().toISOString());
      });
      if (changed.length > 0) tell(userId, changed);
      return id;
    },
    filesNamed: (userId, folderId, names) => filesNamed(db, userId, folderId, names),
    async fileNamed(userId, folderId, name) {
      const id = (await filesNamed(db, userId, folderId, [name])).get(name)?.id;
      const row = id === undefined ? undefined : await readNode(db, userId, id);
      return row === undefined ? null : toDriveNode(row);
    },
    async checkRoom(userId, bytes, reservedBytes = 0) {
      await checkQuota(db, userId, bytes + reservedBytes);
      const space = await deps.freeSpace();
      if (space !== null && bytes > space.freeBytes)
        throw fail('CLOUD_FULL', { needed: bytes, free: Math.max(0, space.freeBytes) });
    },
    async commitUpload(upload) {
      const committed = await commit(upload);
      if (isStored(committed)) tell(upload.userId, [committed.folderId]);
      return committed.node;
    },
    async fileOfContent(userId, objectId) {
      const row = (await findByObject(db, userId, objectId)) ?? (await findByVersion(db, userId, objectId));
      return row === undefined ? null : toDriveNode(row);
    },
    walk: (userId, ids) => walk(db, userId, ids),
    async removeAll(tx, userId) {
      await removeAll(tx, userId, now().toISOString());
      soon(() => void purge.run());
    },
    async giveAll(tx, fromUserId, toUserId, folderName) {
      const topId = await giveAll(tx, fromUserId, toUserId, folderName, now().toISOString());
      soon(() => {
        tell(toUserId, [topId]);
        void purge.run();
      });
    },
  };
}
