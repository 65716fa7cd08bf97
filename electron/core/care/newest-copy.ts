import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { OpenDatabase } from '../db/open.ts';
import { SNAPSHOTS } from '../lib/cloud-keys.ts';
import { isFailure, systemCode } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { contentsOf } from './about.ts';
import { keysOf } from './snapshot-names.ts';

interface Deps {
  readonly store: Pick<ObjectStore, 'read' | 'list'>;
  readonly open: (file: string) => Promise<OpenDatabase>;
  readonly log: Log;
}

/**
 * Unpacks the newest copy of the records that can be read, and opens it; null when none can. Throws
 * DATABASE_NEWER_VERSION for one that this version does not know, although an older one may be there: what was done
 * since would be lost. Throws what the store throws when it is away.
 */
export async function openNewest(
  deps: Deps,
  snapshots: readonly string[],
  file: string,
  signal: AbortSignal,
): Promise<OpenDatabase | null> {
  for (const at of snapshots) {
    const opened = (await tryCopy(deps, at, file, signal)) ?? (await tryCopy(deps, at, file, signal));
    if (opened !== null) return opened;
    deps.log.warn({ at }, 'a copy of the records cannot be read; an older one is tried');
  }
  return null;
}

async function tryCopy(
  { store, open, log }: Deps,
  at: string,
  file: string,
  signal: AbortSignal,
): Promise<OpenDatabase | null> {
  try {
    const packed = await store.read(keysOf(at).packed, { signal });
    await pipeline(packed, createGunzip(), createWriteStream(file, { mode: 0o600 }), { signal });
    const opened = await open(file);
    if (await hasPeople(opened)) return opened;
  } catch (error) {
    if (!isDamage(error) && !(await isOnlyThis(store, error, signal))) throw error;
    log.info({ err: error, at }, 'a copy of the records was not read');
  }
  for (const part of ['', '-wal', '-shm']) await rm(`${file}${part}`, { force: true });
  return null;
}

/** A copy is only made of a cloud that somebody owns: one without anybody is not whole, and closed again. */
async function hasPeople(opened: OpenDatabase): Promise<boolean> {
  let people = 0;
  try {
    ({ people } = await contentsOf(opened.db));
  } finally {
    if (people === 0) await opened.close();
  }
  return people > 0;
}

/** What came is not what was stored, or was not packed or not whole, or is no database. */
function isDamage(error: unknown): boolean {
  if (isFailure(error, 'DATABASE_DAMAGED') || isFailure(error, 'CONTENT_DAMAGED')) return true;
  const code = systemCode(error) ?? '';
  return code.startsWith('Z_') || code.startsWith('SQLITE_CORRUPT');
}

/** A server whose disk lost a part of one object fails as one that is away; but then it goes on answering. */
async function isOnlyThis(store: Deps['store'], error: unknown, signal: AbortSignal): Promise<boolean> {
  if (!isFailure(error, 'SERVER_NOT_RUNNING') && !isFailure(error, 'ENDPOINT_UNREACHABLE')) return false;
  for await (const _ of store.list(SNAPSHOTS, { signal })) return true;
  throw error;
}
