import path from 'node:path';
import { fail } from '../lib/errors.ts';
import type { JobDeps } from './jobs.ts';
import { partName } from './local-names.ts';
import type { Task } from './task.ts';
import type { TransferRow } from './transfers.table.ts';

/** Where a download's bytes are until all of them are there. */
export function partPath({ path: target, id }: Pick<TransferRow, 'path' | 'id'>): string {
  return path.join(path.dirname(target), partName(path.basename(target), id));
}

/** Fetches a file beside its place and moves it there when every byte is there; a name taken meanwhile gets a number. */
export async function download({ ledger, store }: JobDeps, task: Task): Promise<void> {
  const { row, stored: object } = task;
  if (object === null) throw fail('NOT_FOUND');
  if (object.size !== row.total_bytes) await ledger.update(task, { total_bytes: object.size });
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
