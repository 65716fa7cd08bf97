import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { RestoreState } from '../../contract/care.ts';
import type { Settlement } from '../cloud/engine-control.ts';
import type { Aside } from '../db/aside.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { Db } from '../db/schema.ts';
import { isContent, SNAPSHOTS } from '../lib/cloud-keys.ts';
import { fail, isFailure, systemCode } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { parseAbout, type About } from './about.ts';
import { runCheck } from './checker.ts';
import type { DriveWords } from './drive-words.ts';
import { openNewest } from './newest-copy.ts';
import { settleRecords } from './records.table.ts';
import { keepReport } from './reports.table.ts';
import { keysOf, timeOfKey } from './snapshot-names.ts';

export interface RestoreDeps {
  readonly store: ObjectStore;
  readonly words: DriveWords;
  /** Opens, checks and brings up to date a database beside the present one. Throws DATABASE_DAMAGED. */
  readonly open: (file: string) => Promise<OpenDatabase>;
  readonly asideOf: (db: Db) => Aside;
  /** Writes a copy of the present records, which hold the owner that the first run made. */
  readonly copyPresent: (to: string) => Promise<void>;
  /** Where the work is done, and where the next start takes the result from: on one disk. */
  readonly workFolder: string;
  readonly restoredFile: string;
  readonly now: () => Date;
  readonly log: Log;
}

/** What a store holds that a cloud can be brought back from. */
export interface Remains {
  /** Times of the copies of the records, newest first. */
  readonly snapshots: readonly string[];
  /** What the newest says of itself. */
  readonly about: About | null;
  /** Contents, counted only where there is no copy. */
  readonly contents: number;
}

/** What is known of a restore while it runs. */
export type OnProgress = (
  stage: Extract<RestoreState, { status: 'restoring' }>['stage'],
  done: number,
  total: number | null,
) => void;

/** Everything that is found comes back, however new: clocks may differ, so a day is allowed for that. */
const ALL_AGES_MS = -24 * 60 * 60_000;

/** Looks at what the store holds. */
export async function findRemains(store: ObjectStore, signal: AbortSignal): Promise<Remains> {
  const snapshots: string[] = [];
  for await (const { key } of store.list(SNAPSHOTS, { signal })) {
    const at = timeOfKey(key);
    if (at !== null) snapshots.unshift(at);
  }
  const [newest] = snapshots;
  if (newest !== undefined) return { snapshots, about: await readAbout(store, newest, signal), contents: 0 };
  let contents = 0;
  for await (const { key } of store.list('', { signal })) if (isContent(key)) contents += 1;
  return { snapshots, about: null, contents };
}

async function readAbout(store: ObjectStore, at: string, signal: AbortSignal): Promise<About | null> {
  try {
    return parseAbout(await text(await store.read(keysOf(at).about, { signal })));
  } catch (error) {
    // The copy is there without it when the computer stopped between the two.
    if (isFailure(error, 'CONTENT_DAMAGED')) return null;
    throw error;
  }
}

/**
 * Makes the records of a lost cloud anew beside the present ones: from the newest copy that can be read, else from the
 * present ones; then takes in every content that they do not know. Nothing is changed until the last step, which
 * leaves the result for the next start. Throws SETUP_INCOMPLETE when there is neither a copy nor an owner, DISK_FULL.
 */
export async function restoreRecords(
  deps: RestoreDeps,
  given: {
    remains: Remains;
    place: Settlement;
    hasOwner: boolean;
    recovered: string;
    signal: AbortSignal;
    onProgress: OnProgress;
    /** Keeps what the result cannot hold; the result counts after it. */
    beforeEnd: () => Promise<void>;
  },
): Promise<void> {
  const { store, words, log, now, workFolder } = deps;
  const { remains, place, signal, onProgress } = given;
  try {
    await rm(workFolder, { recursive: true, force: true });
    await mkdir(workFolder, { recursive: true, mode: 0o700 });
    const file = path.join(workFolder, 'cloud.sqlite');
    onProgress('records', 0, null);
    const opened = await openBase(deps, remains, file, given.hasOwner, signal);
    try {
      const { db } = opened;
      const { heirId } = await settleRecords(db, place);
      const { report } = await runCheck(
        { db, aside: deps.asideOf(db), store, words, now },
        {
          repair: true,
          recovered: given.recovered,
          graceMs: ALL_AGES_MS,
          heirId,
          signal,
          onProgress: (_stage, done, total) => onProgress('contents', done, total),
        },
      );
      await keepReport(db, report);
      log.info({ counts: report.counts }, 'the records were restored');
    } finally {
      // The last to close it folds everything into the one file.
      await opened.close();
    }
    await checkFolded(file);
    signal.throwIfAborted();
    await given.beforeEnd();
    await rename(file, deps.restoredFile);
  } catch (error) {
    throw await roomFailure(error, path.dirname(workFolder));
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** From what the records are made: a copy of them, else those of this computer with the owner who was just made. */
async function openBase(
  deps: RestoreDeps,
  { snapshots }: Remains,
  file: string,
  hasOwner: boolean,
  signal: AbortSignal,
): Promise<OpenDatabase> {
  const opened = await openNewest(deps, snapshots, file, signal);
  if (opened !== null) return opened;
  if (!hasOwner) throw fail('SETUP_INCOMPLETE');
  await deps.copyPresent(file);
  return deps.open(file);
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** A disk without room says so in its own ways. */
async function roomFailure(error: unknown, folder: string): Promise<unknown> {
  let cause = error;
  while (cause instanceof Error && !NO_ROOM.has(systemCode(cause) ?? '')) ({ cause } = cause);
  if (!(cause instanceof Error)) return error;
  const { bavail, bsize } = await statfs(folder);
  return fail('DISK_FULL', { folder, free: bavail * bsize }, error);
}

/** Nothing may be left beside the file: on a full disk SQLite closes without having folded everything into it. */
async function checkFolded(file: string): Promise<void> {
  const left = await stat(`${file}-wal`).catch(() => null);
  if (left !== null && left.size > 0)
    throw Object.assign(new Error('the records are not in one file'), { code: 'SQLITE_FULL' });
}
