import { open, rename, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fail, systemCode } from '../lib/errors.ts';
import type { JobDeps } from './jobs.ts';
import { numbered, partName } from './local-names.ts';
import type { Task } from './task.ts';
import { objectOfNode, type TransferRow } from './transfers.table.ts';

/** Numbers tried for a name that is taken. */
const NUMBERS = 10_000;

/** Where a download's bytes are until all of them are there. */
export function partPath({ path: target, id }: Pick<TransferRow, 'path' | 'id'>): string {
  return path.join(path.dirname(target), partName(path.basename(target), id));
}

/** Fetches a file beside its place and moves it there when every byte is there; a name taken meanwhile gets a number. */
export async function download({ db, ledger, store }: JobDeps, task: Task): Promise<void> {
  const { row } = task;
  const object = row.node_id === null ? undefined : await objectOfNode(db, row.user_id, row.node_id);
  if (object === undefined) throw fail('NOT_FOUND');
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
    const target = await takeName(row.path);
    await rename(part, target);
    if (target !== row.path) await ledger.update(task, { path: target });
  } catch (error) {
    throw fail('TARGET_NOT_WRITABLE', { path: row.path }, error);
  }
}

/** Makes an empty file of the first free name, so that nobody else can take it, and answers with its path. */
async function takeName(wished: string): Promise<string> {
  const folder = path.dirname(wished);
  for (let number = 1; number <= NUMBERS; number += 1) {
    const target = path.join(folder, numbered(path.basename(wished), number));
    try {
      const handle = await open(target, 'wx');
      await handle.close();
      return target;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
  throw new Error('every name is taken');
}
