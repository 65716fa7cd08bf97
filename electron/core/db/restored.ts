import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { isFailure, systemCode } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { OpenDatabase } from './open.ts';

/** A database is its file and what SQLite keeps beside it. */
const PARTS = ['', '-wal', '-shm'];

/** Where a restored database waits, whole and closed, for the next start. */
export function restoredFile(file: string): string {
  return path.join(path.dirname(file), 'restored.sqlite');
}

/**
 * Puts a restored database that waits in the place of the present one, which is kept among the backups. Done again
 * after a crash in the middle, it goes on where it ended. Before the database is opened.
 */
export async function takeRestored(file: string, log: Log): Promise<void> {
  const waiting = restoredFile(file);
  if (!(await exists(waiting))) return;
  const to = await setAside(file, 'replaced');
  await rename(waiting, file);
  log.info({ replaced: to }, 'the restored database is in its place');
}

/**
 * Opens the database; one that is damaged is moved among the backups where that is wanted, and an empty one begun.
 * Throws DATABASE_DAMAGED, DATABASE_NEWER_VERSION.
 */
export async function openOrSetAside(
  open: (file: string) => Promise<OpenDatabase>,
  file: string,
  mayBeSetAside: boolean,
  log: Log,
): Promise<OpenDatabase> {
  try {
    return await open(file);
  } catch (error) {
    if (!mayBeSetAside || !isFailure(error, 'DATABASE_DAMAGED')) throw error;
    log.warn({ err: error, to: await setAside(file, 'damaged') }, 'a damaged database is set aside');
    return open(file);
  }
}

/** Moves a database that is closed among the backups; answers with where it is now. Nothing is ever deleted. */
async function setAside(file: string, why: 'replaced' | 'damaged'): Promise<string> {
  const folder = path.join(path.dirname(file), 'set-aside');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${new Date().toISOString().replaceAll(/[:.]/gu, '-')}-${why}.sqlite`;
  const to = path.join(folder, name);
  // The file last: while it is there, a crash leaves the work to be done again.
  for (const part of PARTS.toReversed()) {
    try {
      await rename(`${file}${part}`, `${to}${part}`);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    }
  }
  return to;
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
