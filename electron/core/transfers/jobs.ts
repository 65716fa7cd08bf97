import { rm } from 'node:fs/promises';
import type { Failure } from '../../contract/errors.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { systemCode } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { breathe } from '../lib/breathe.ts';
import type { GoingOn } from '../lib/going-on.ts';
import { inGroups } from '../lib/in-groups.ts';
import { download, partPath } from './download.ts';
import type { Ledger } from './ledger.ts';
import { leaveFor } from './leave.ts';
import { makeMeeting } from './meeting.ts';
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
  readonly goingOn: GoingOn;
  readonly ledger: Ledger;
  readonly log: Log;
  /** Transfers of smaller ids were in line before this start of the app. */
  readonly startedId: string;
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
      const leave = await leaveFor(deps, task.row);
      const { control } = task;
      const cut = () => control.abort(leave.signal.reason);
      leave.signal.addEventListener('abort', cut, { once: true });
      const end = () => {
        leave.signal.removeEventListener('abort', cut);
        leave.end();
      };
      /** What breaks off since it may not go on fails for that. */
      const within = async <T>(work: () => Promise<T>): Promise<T> => {
        try {
          return await work();
        } catch (error) {
          end();
          if (leave.signal.aborted) throw leave.signal.reason;
          throw error;
        }
      };
      if (task.row.direction !== 'upload') {
        const fetch = task.row.direction === 'download' ? download : zip;
        await within(() => fetch(deps, task));
        end();
        return () => Promise.resolve();
      }
      const etag = await within(() => putUpload(deps, task));
      return () =>
        within(async () => {
          await together();
          await commitUpload(deps, task, etag);
          end();
          if (task.row.temporary === 1) await removeFile(task.row.path);
        });
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
