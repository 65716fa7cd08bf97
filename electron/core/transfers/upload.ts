import { stat } from 'node:fs/promises';
import type { Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { MultipartState } from '../objects/multipart.ts';
import { driveOf } from './rows.ts';
import type { JobDeps } from './jobs.ts';
import { mayStill } from './leave.ts';
import { sourceFailure } from './local-tree.ts';
import type { Task } from './task.ts';
import { noteCommitted } from './transfers.table.ts';

/** The second step of an upload: puts the bytes under the key reserved for them; answers with the etag. */
export async function putUpload(deps: JobDeps, task: Task): Promise<string> {
  const { object } = task;
  if (object === null) throw new Error('an upload without a reservation');
  return object.storedEtag ?? putBytes(deps, task, object);
}

/**
 * The third step: makes a file of what is stored. Any step may be done again after a crash between any two; from here
 * on the upload is no longer ended half-way.
 */
export async function commitUpload(
  { drive, reach }: JobDeps,
  { row, object, control }: Task,
  etag: string,
): Promise<void> {
  control.signal.throwIfAborted();
  if (object === null || row.folder_id === null) throw new Error('an upload without reservation or folder');
  /** Asked once more where it counts: whoever shares the folder may have withdrawn it a moment ago. */
  const noteIfAllowed = async (tx: Tx, ids: readonly string[]) => {
    await mayStill(tx, reach, [row]);
    await noteCommitted(tx, ids);
  };
  await drive.commitUpload({
    userId: driveOf(row),
    doneBy: row.user_id,
    objectId: object.id,
    etag,
    size: row.total_bytes,
    folderId: row.folder_id,
    name: row.name,
    modifiedAt: new Date(row.source_mtime ?? 0).toISOString(),
    conflict: row.conflict === 'ask' ? null : row.conflict,
    note: { id: row.id, write: row.drive_owner_id === null ? noteCommitted : noteIfAllowed },
  });
}

async function putBytes(
  { drive, ledger, store }: JobDeps,
  task: Task,
  object: { readonly id: string; readonly key: string },
): Promise<string> {
  const { row } = task;
  const { signal } = task.control;
  const planned = { size: row.total_bytes, mtimeMs: row.source_mtime ?? 0 };
  // Whether a small file changed is found out by opening it; a look before would cost as much as sending it.
  const fresh = row.attempts === 0 && !store.inParts(row.total_bytes);
  const source = fresh ? planned : await lookAt(row.path);
  if (source.size !== row.total_bytes || source.mtimeMs !== row.source_mtime) {
    // Another file than the one that was planned: parts of it that are stored are worth nothing.
    if (row.multipart !== null) await store.remove(object.key, { parts: true, signal });
    if (source.size > row.total_bytes) await drive.checkRoom(driveOf(row), source.size - row.total_bytes);
    await ledger.update(task, {
      total_bytes: source.size,
      source_mtime: source.mtimeMs,
      multipart: null,
      done_bytes: 0,
    });
  }
  const { etag } = await store.put({
    key: object.key,
    labels: { name: row.name, ownerId: driveOf(row), objectId: object.id },
    source: { path: row.path, ...source },
    multipart: row.multipart === null ? null : parseState(row.multipart),
    onMultipart: (state) => ledger.update(task, { multipart: JSON.stringify(state) }),
    onProgress: (doneBytes) => ledger.progress(task, doneBytes),
    signal,
  });
  return etag;
}

async function lookAt(file: string): Promise<{ size: number; mtimeMs: number }> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw fail('SOURCE_UNREADABLE', { path: file });
    return { size: stats.size, mtimeMs: Math.trunc(stats.mtimeMs) };
  } catch (error) {
    throw sourceFailure(file, error);
  }
}

function parseState(text: string): MultipartState | null {
  const state: unknown = JSON.parse(text);
  if (typeof state !== 'object' || state === null) return null;
  const { uploadId, partSize } = state as Partial<MultipartState>;
  return typeof uploadId === 'string' && typeof partSize === 'number' ? { uploadId, partSize } : null;
}
