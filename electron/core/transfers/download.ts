import { link, open, rename, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fail, systemCode } from '../lib/errors.ts';
import type { JobDeps } from './jobs.ts';
import { numbered, partName } from './local-names.ts';
import type { Task } from './task.ts';
import type { TransferRow } from './transfers.table.ts';

/** Numbers tried for a name that is taken. */
const NUMBERS = 10_000;
/** What systems say where a file cannot have two names. */
const WITHOUT_LINKS = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'EMLINK',
  'EISDIR',
  'UNKNOWN',
]);

/** Where a download's bytes are until all of them are there. */
export function partPath({ path: target, id }: Pick<TransferRow, 'path' | 'id'>): string {
  return path.join(path.dirname(target), partName(path.basename(target), id));
}

/** Fetches a file beside its place and moves it there when every byte is there; a name taken meanwhile gets a number. */
export async function download({ ledger, store }: JobDeps, task: Task): Promise<void> {
  const { row, stored: object } = task;
  if (object === null) throw fail('NOT_FOUND');
  if (object.size !== row.total_bytes) await ledger.update(task, { total_bytes: object.size });
  const part = partPath(row);
  await store.get({
    key: object.key,
    name: row.name,
    size: object.size,
    etag: object.etag,
    file: part,
    onProgress: (doneBytes) => ledger.progress(task, doneBytes),
    signal: task.control.signal,
  });
  const modified = new Date(object.modifiedAt);
  try {
    await utimes(part, modified, modified);
    const target = await moveToFreeName(part, row.path);
    if (target !== row.path) await ledger.update(task, { path: target });
  } catch (error) {
    throw fail('TARGET_NOT_WRITABLE', { path: row.path }, error);
  }
}

/** Moves a file to the first free name, without a moment in which somebody else's could be lost. */
async function moveToFreeName(from: string, wished: string): Promise<string> {
  const folder = path.dirname(wished);
  for (let number = 1; number <= NUMBERS; number += 1) {
    const target = path.join(folder, numbered(path.basename(wished), number));
    if (await moved(from, target)) return target;
  }
  throw new Error('every name is taken');
}

/** Moves a file, or says that the name is taken. */
async function moved(from: string, target: string): Promise<boolean> {
  try {
    await link(from, target);
    await unlink(from);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (!WITHOUT_LINKS.has(systemCode(error) ?? '')) throw error;
  }
  // Disks without links (FAT): an empty file takes the name, and the real one takes its place.
  try {
    const handle = await open(target, 'wx');
    await handle.close();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  await rename(from, target);
  return true;
}
