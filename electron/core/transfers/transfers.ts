import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { transfers } from '../../contract/transfers.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { systemCode } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import { makeGoingOn } from '../lib/going-on.ts';
import { newId } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { Reach } from '../sharing/reach.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { makeEdits } from './edits.ts';
import { makeJobs } from './jobs.ts';
import { Ledger } from './ledger.ts';
import { Line } from './line.ts';
import { Reader } from './reader.ts';
import { Runner } from './runner.ts';
import { makeService } from './service.ts';
import type { Task } from './task.ts';
import { recoverTransfers, temporaryPaths } from './transfers.table.ts';

export interface TransfersDeps {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly drive: DriveAccess;
  /** How far people may go in each other's drives. */
  readonly reach: Reach;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  /** Where files made for an upload lie; what no upload needs is removed at the start. */
  readonly temporaryFolder: string;
  /** Told how many transfers run, when that changes. */
  readonly onBusy: (count: number) => void;
  /** Shows a file of this computer in the system's file manager. */
  readonly show: (file: string) => void;
}

export interface Transfers {
  readonly service: ServiceOf<typeof transfers>;
  /** Goes on with what was under way; waits for the store by itself. */
  start(): Promise<void>;
  /** Makes everything under way stop where it can go on later. Nothing runs when it resolves. */
  stop(): Promise<void>;
  /** How many run or are being read at this moment. */
  activeCount(): number;
  /** Cancels and forgets everything of a person, before the person is removed. */
  forgetUser(userId: string): Promise<void>;
}

/** Makes the transfers: a line in the table, a few at a time under way, going on after any restart. */
export function makeTransfers(deps: TransfersDeps): Transfers {
  const { db, store, events, log } = deps;
  const tasks = new Map<string, Task>();
  const tasksOf = (userId: string) => Array.from(tasks.values()).filter(({ row }) => row.user_id === userId);

  const ledger = new Ledger({ ...deps, tasksOf });
  const line = new Line({
    db,
    store,
    ledger,
    isTaken: (id) => tasks.has(id),
    onFilled: () => runner.kick(),
    onFailed: (error) => log.error({ err: error }, 'the line could not be read'),
  });
  const jobs = makeJobs({ ...deps, ledger, goingOn: makeGoingOn(deps), startedId: newId() });
  const runner: Runner = new Runner({ ...deps, line, jobs, ledger, readingCount: () => reader.count }, tasks);
  const reader: Reader = new Reader({
    ...deps,
    ledger,
    onReading: () => runner.stirred(),
    discard: (rows) => jobs.cleanUp(rows),
    onAdded(userId, firstId) {
      line.added(userId, firstId);
      runner.kick();
    },
  });
  const edits = makeEdits({ db, ledger, line, runner, reader, jobs });

  return {
    service: makeService({ ...deps, ledger, reader, edits, tasksOf }),
    async start() {
      const people = await recoverTransfers(db);
      await removeForsaken(db, deps.temporaryFolder, log);
      for (const userId of people) {
        line.added(userId, '');
        await reader.read(userId);
      }
      if (people.length > 0) runner.kick();
    },
    async stop() {
      await reader.stopAll();
      await runner.stop();
    },
    activeCount: () => runner.runningCount + reader.count,
    async forgetUser(userId) {
      await edits.cancel(userId, null);
      await edits.clear(userId, null);
      line.forget(userId);
      ledger.forget(userId);
      events.emit('transfers.changed', { userId });
    },
  };
}

/** What nobody has asked for after so long, in milliseconds, is not about to be asked for. */
const FORSAKEN_AFTER_MS = 24 * 60 * 60_000;

/**
 * Removes files made for uploads that ended without being able to clean up. Each lies in a folder of its own, which
 * the shell makes; a handle given out a moment ago may not have come back as an upload yet.
 */
async function removeForsaken(db: Db, folder: string, log: Log): Promise<void> {
  try {
    const paths = await temporaryPaths(db);
    const needed = new Set(Array.from(paths, (file) => path.relative(folder, file).split(path.sep)[0]));
    for (const name of await readdir(folder)) {
      const place = path.join(folder, name);
      const { mtimeMs } = await stat(place);
      if (needed.has(name) || Date.now() - mtimeMs < FORSAKEN_AFTER_MS) continue;
      await rm(place, { recursive: true, force: true });
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') log.warn({ err: error }, 'temporary files could not be removed');
  }
}
