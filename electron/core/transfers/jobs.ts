import { rm } from 'node:fs/promises';
import type { Failure } from '../../contract/errors.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { fail, systemCode } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { breathe } from '../lib/breathe.ts';
import { inGroups } from '../lib/in-groups.ts';
import { download, partPath } from './download.ts';
import type { Ledger } from './ledger.ts';
import { makeMeeting } from './meeting.ts';
import { selectionOf } from './selection.ts';
import type { Task } from './task.ts';
import type { Reach } from '../sharing/reach.ts';
import type { TransferRow } from './transfers.table.ts';
import { commitUpload, putUpload } from './upload.ts';
import { zip } from './zip.ts';

export interface JobDeps {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly drive: DriveAccess;
  readonly reach: Reach;
  readonly ledger: Ledger;
  readonly log: Log;
}

/** What is done with one transfer, from its begin to whatever end it takes. */
export interface Jobs {
  /** Moves the bytes; throws when they could not all be moved. What is left to do then is cheap, and gathered. */
  move(task: Task): Promise<() => Promise<void>>;
  /** Writes that a transfer failed for good. */
  failed(task: Task, failure: Failure): Promise<void>;
  /** Writes what became of a transfer that was made to stop. */
  stopped(task: Task): Promise<void>;
  /** Removes what unfinished transfers have left on this computer and in the store. */
  cleanUp(rows: readonly TransferRow[]): Promise<void>;
}

/** Uploads whose bytes are stored become files together: each transaction waits for the disk once. */
const COMMITS_AT_ONCE = 16;
const COMMITS_WAIT_MS = 8;

/** Bytes that need not be moved again: an archive begins anew. */
const keptBytes = ({ row, doneBytes }: Task): number => (row.direction === 'zip' ? 0 : doneBytes);

/** Failures after which the parts already stored are kept, because the same file may go on. */
const RESUMABLE = new Set(['SOURCE_MISSING', 'SOURCE_UNREADABLE', 'CLOUD_FULL']);

export function makeJobs(deps: JobDeps): Jobs {
  const { db, store, ledger, log } = deps;
  const together = makeMeeting(COMMITS_AT_ONCE, COMMITS_WAIT_MS);

  async function removeFromStore(rows: readonly TransferRow[]): Promise<void> {
    const ids = rows.flatMap(({ object_id }) => (object_id === null ? [] : [object_id]));
    const objects = await store.rows.find(db, ids);
    const pending = objects.filter(({ state }) => state === 'pending');
    if (pending.length === 0) return;
    const discarded = pending.map(({ id }) => id);
    await store.rows.discard(db, discarded);
    // The sweep would do it too; what was cancelled should not take room until then.
    const sizes = new Map(rows.map((row) => [row.object_id, row.total_bytes]));
    const { signal } = new AbortController();
    for (const { id, key } of pending) {
      try {
        await store.remove(key, { parts: store.inParts(sizes.get(id) ?? 0), signal });
        await store.rows.forget(db, [id]);
      } catch (error) {
        log.info({ err: error }, 'the sweep will remove what a transfer left');
        return;
      }
    }
  }

  async function cleanUp(rows: readonly TransferRow[]): Promise<void> {
    const unfinished = rows.filter(({ status }) => status !== 'done');
    for (const some of inGroups(unfinished.filter(({ direction }) => direction === 'upload')))
      await removeFromStore(some).then(breathe);
    for (const row of unfinished) {
      if (row.direction !== 'upload') await removeFile(partPath(row));
      else if (row.temporary === 1) await removeFile(row.path);
    }
  }

  async function removeFile(file: string): Promise<void> {
    try {
      await rm(file, { force: true });
    } catch (error) {
      log.warn({ code: systemCode(error) }, 'a file that is no longer needed could not be removed');
    }
  }

  return {
    cleanUp,
    async move(task) {
      await mayStill(deps, task.row);
      if (task.row.direction === 'download') {
        await download(deps, task);
        return () => Promise.resolve();
      }
      if (task.row.direction === 'zip') {
        await zip(deps, task);
        return () => Promise.resolve();
      }
      const etag = await putUpload(deps, task);
      return async () => {
        await together();
        await mayStill(deps, task.row);
        await commitUpload(deps, task, etag);
        if (task.row.temporary === 1) await removeFile(task.row.path);
      };
    },
    async failed(task, failure) {
      const keeps = task.row.direction === 'download' || RESUMABLE.has(failure.code);
      if (!keeps) await removeFromStore([task.row]);
      await ledger.update(task, {
        status: 'failed',
        failure: JSON.stringify(failure),
        done_bytes: keeps ? task.doneBytes : 0,
        ...(keeps ? {} : { object_id: null, multipart: null }),
        finished_at: new Date().toISOString(),
      });
    },
    async stopped(task) {
      switch (task.stopped) {
        case 'cancel':
          await cleanUp([task.row]);
          await ledger.update(task, {
            status: 'cancelled',
            object_id: null,
            multipart: null,
            done_bytes: 0,
            finished_at: new Date().toISOString(),
          });
          break;
        case 'pause':
          await ledger.update(task, { status: 'paused', done_bytes: keptBytes(task) });
          break;
        case 'park':
        case null:
          await ledger.update(task, { done_bytes: keptBytes(task) });
      }
    },
  };
}

/** Throws FOLDER_GONE or READ_ONLY when what somebody else shared is no longer shared with whoever began the transfer. */
async function mayStill({ db, reach }: JobDeps, row: TransferRow): Promise<void> {
  const { drive_owner_id: owner, user_id: userId, direction } = row;
  if (owner === null) return;
  const upload = direction === 'upload';
  const ids = direction === 'zip' ? selectionOf(row) : [(upload ? row.folder_id : row.node_id) ?? ''];
  const drives = await reach.ownersOf(db, userId, ids, upload ? 'write' : 'read');
  if (drives.size !== 1 || !drives.has(owner)) throw fail('FOLDER_GONE');
}
