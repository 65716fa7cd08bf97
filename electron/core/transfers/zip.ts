import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { JobDeps } from './jobs.ts';
import { partPath } from './download.ts';
import { selectionOf } from './selection.ts';
import { targetFailure } from './target.ts';
import type { Task } from './task.ts';
import { ZipNames } from './zip-names.ts';
import { writeZip, type ZipEntry } from './zip-writer.ts';

/**
 * Writes an archive of what was chosen beside its place and moves it there when all of it is safe on the disk. What a
 * try that failed has written goes; the next begins anew. Throws TARGET_FULL, TARGET_NOT_WRITABLE, NOT_FOUND when
 * something chosen is gone, CONTENT_DAMAGED, and what the store throws when it is away.
 */
export async function zip(deps: JobDeps, task: Task): Promise<void> {
  const { drive, ledger, store } = deps;
  const { row } = task;
  const { signal } = task.control;
  const part = partPath(row);
  const target = { folder: path.dirname(row.path), neededBytes: row.total_bytes };
  let done = 0;
  ledger.progress(task, 0);
  try {
    const file = await open(part, 'w');
    try {
      await writeZip(entriesOf(drive, row.user_id, selectionOf(row)), {
        read: (key, name, stop) => store.read(key, { name, signal: stop }),
        write: async (bytes) => {
          let at = 0;
          while (at < bytes.length) at += (await file.write(bytes, at)).bytesWritten;
        },
        onBytes(bytes) {
          done += bytes;
          ledger.progress(task, done);
        },
        signal,
      });
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    await rename(part, row.path);
  } catch (error) {
    await rm(part, { force: true });
    ledger.progress(task, 0);
    throw await targetFailure(error, target);
  }
}

/** What was chosen and all in it, under names that every system can hold. */
async function* entriesOf(
  drive: JobDeps['drive'],
  userId: string,
  ids: readonly string[],
): AsyncGenerator<ZipEntry, void, undefined> {
  const names = new ZipNames();
  for (const id of ids) {
    names.begin();
    for await (const entry of drive.walk(userId, [id])) {
      yield {
        name: names.name(entry.path, entry.kind),
        size: entry.size,
        modifiedAt: new Date(entry.modifiedAt),
        objectKey: entry.kind === 'file' ? entry.objectKey : null,
      };
    }
  }
}
