import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, systemCode } from '../lib/errors.ts';
import type { JobDeps } from './jobs.ts';
import { partName } from './local-names.ts';
import type { Stored, Task } from './task.ts';
import type { TransferRow } from './transfers.table.ts';

/** Where a download's bytes are until all of them are there. */
export function partPath({ path: target, id }: Pick<TransferRow, 'path' | 'id'>): string {
  return path.join(path.dirname(target), partName(path.basename(target), id));
}

/**
 * Fetches a file beside its place and moves it there when every byte is there; a name taken meanwhile gets a number. One
 * that an earlier start of the app moved there, and could not note before it ended, is there already.
 */
export async function download(deps: JobDeps, task: Task): Promise<void> {
  const { ledger, store } = deps;
  const { row, stored: object } = task;
  if (object === null) throw fail('NOT_FOUND');
  if (object.size !== row.total_bytes) await ledger.update(task, { total_bytes: object.size });
  if (row.id < deps.startedId && (await isInPlace(deps, task, object))) {
    await rm(partPath(row), { force: true });
    return;
  }
  const { dir: folder, name: stem, ext: extension } = path.parse(row.path);
  const placed = await store.get({
    key: object.key,
    name: row.name,
    size: object.size,
    etag: object.etag,
    file: partPath(row),
    place: { folder, stem, extension, modifiedAt: new Date(object.modifiedAt) },
    onProgress: (doneBytes) => ledger.progress(task, doneBytes),
    signal: task.control.signal,
  });
  if (placed !== row.path) await ledger.update(task, { path: placed });
}

/**
 * Whether the file that has the name that was free for this download is just what it fetches: by size and time first,
 * which cost nothing, and then by its bytes, since a loss of power may have taken them.
 */
async function isInPlace({ store }: JobDeps, { row, control }: Task, object: Stored): Promise<boolean> {
  const { key, etag, size, modifiedAt } = object;
  try {
    const there = await stat(row.path);
    if (!there.isFile() || there.size !== size) return false;
    if (Math.round(there.mtimeMs) !== Date.parse(modifiedAt)) return false;
    return await store.isSame({ key, etag, size, file: row.path, signal: control.signal });
  } catch (error) {
    // Not there, or not to be read: then it is fetched as if it were not.
    if (systemCode(error) !== undefined) return false;
    throw error;
  }
}
