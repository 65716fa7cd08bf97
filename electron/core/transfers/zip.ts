import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { driveOf } from './rows.ts';
import type { JobDeps } from './jobs.ts';
import { partPath } from './download.ts';
import { selectionOf } from './selection.ts';
import { targetFailure } from './target.ts';
import type { Task } from './task.ts';
import { zipEntries } from './zip-entries.ts';
import { writeZip } from './zip-writer.ts';

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
    const disk = new Disk(file);
    try {
      await writeZip(zipEntries(drive, [{ ownerId: driveOf(row), ids: selectionOf(row) }]), {
        store,
        write: (bytes) => disk.write(bytes),
        onBytes(bytes) {
          done += bytes;
          ledger.progress(task, done);
        },
        signal,
      });
      await disk.settle();
    } finally {
      await disk.idle();
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

/** Bytes after which the disk is told to begin with what it was given. */
const SYNC_EVERY = 32 * 1024 * 1024;

/** Has the disk write while more is read: left to itself, the system would begin only when all is there. */
class Disk {
  readonly #file: FileHandle;
  #unsynced = 0;
  #syncing: Promise<void> | null = null;
  #failure: unknown = null;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += (await this.#file.write(bytes, at)).bytesWritten;
    this.#unsynced += bytes.length;
    if (this.#unsynced < SYNC_EVERY || this.#syncing !== null) return;
    this.#unsynced = 0;
    this.#syncing = this.#file
      .datasync()
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => {
        this.#syncing = null;
      });
  }

  /** Waits until everything is safe; throws what the disk could not do, at whatever moment. */
  async settle(): Promise<void> {
    await this.idle();
    if (this.#failure !== null) throw this.#failure;
    await this.#file.sync();
  }

  async idle(): Promise<void> {
    await this.#syncing;
  }
}
