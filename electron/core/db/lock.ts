import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../lib/errors.ts';

/** A lock that nobody refers to would be collected, and the home be free. */
const held = new Set<Database.Database>();

/**
 * Takes a home for this process alone: two cores on one database would each believe to be the only one. The lock is
 * the system's own, on a file beside the database, so that it ends with the process however that ends. Throws
 * CLOUD_IN_USE. Answers with what gives the home free.
 */
export function lockHome(home: string, nativeBinding: string | null): () => void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = path.join(home, 'in-use.lock');
  const lock = new Database(file, { timeout: 0, ...(nativeBinding === null ? {} : { nativeBinding }) });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')
      throw fail('CLOUD_IN_USE', undefined, error);
    throw error;
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}
