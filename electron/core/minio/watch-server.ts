import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'minio';
import { fail, type AppError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { BUCKET, isFolderPresent } from './data-folder.ts';
import { diskSpace, usableBytes } from './disk.ts';
import { isHealthy, memoryOf } from './health.ts';
import type { RunningServer } from './launch.ts';
import type { Marker } from './marker.ts';
import { exitFailure, type ServerLog } from './server-log.ts';
import type { Reporter } from './supervision.ts';
import type { EngineTimings } from './timings.ts';

/** Below this the disk counts as full: about one large upload's part and the database's own needs. */
const FULL_BELOW_BYTES = 64 * 1024 * 1024;

interface Watched {
  readonly server: RunningServer;
  readonly marker: Marker;
  readonly folder: string;
  /** With the credentials in use, for a request that reaches the store itself. */
  readonly client: Client;
  readonly report: Reporter['state'];
  readonly onMemory: (bytes: number | null) => void;
  readonly onStable: () => void;
  readonly serverLog: ServerLog;
  readonly log: Log;
  readonly timings: EngineTimings;
  readonly signal: AbortSignal;
}

/**
 * Watches a running server until something is wrong with it, and answers what. A server that hangs or whose drive is
 * gone is ended first: what it would write then could land in the wrong place. Throws when the signal aborts.
 */
export async function watchServer(watched: Watched): Promise<AppError> {
  const { server, folder, timings, signal, report } = watched;
  const since = performance.now();
  let exit: Awaited<RunningServer['process']['exited']> | undefined;
  const ended = new AbortController();
  void server.process.exited.then((how) => {
    exit = how;
    ended.abort();
  });
  const either = AbortSignal.any([signal, ended.signal]);
  let [misses, absences, thoroughAt, isStable] = [0, 0, 0, false];

  for (;;) {
    await wait(timings.probeEveryMs, undefined, { signal: either }).catch(() => undefined);
    signal.throwIfAborted();
    if (exit !== undefined) {
      const complaint = await watched.serverLog.lastComplaint(server.logFrom);
      return exitFailure(complaint ?? exit.signal, exit.exitCode, folder);
    }

    const present = await inTime(isFolderPresent(folder, watched.marker), timings.probeTimeoutMs, true);
    absences = present ? 0 : absences + 1;
    // Twice: a look just while the marker is replaced is no reason to stop.
    if (absences === 2) {
      await server.process.end(timings.stopMs);
      return fail('DATA_FOLDER_MISSING', { folder });
    }

    const now = performance.now();
    const isThorough = now >= thoroughAt;
    const answers = await answersRequests(watched, isThorough);
    if (exit !== undefined) continue;
    misses = answers ? 0 : misses + 1;
    if (misses >= timings.hungAfter) {
      await server.process.end(0);
      return fail('SERVER_HUNG');
    }
    if (misses > 0) {
      report({ status: 'unhealthy', failure: { code: 'SERVER_HUNG' } });
      continue;
    }
    if (isThorough) {
      thoroughAt = now + timings.thoroughEveryMs;
      await lookClosely(watched);
    }
    if (!isStable && now - since >= timings.stableMs) {
      isStable = true;
      watched.onStable();
    }
  }
}

async function answersRequests({ server, timings, client }: Watched, isThorough: boolean): Promise<boolean> {
  if (!(await isHealthy(server.record.port, 'live', timings.probeTimeoutMs))) return false;
  if (!isThorough) return true;
  try {
    return await client.bucketExists(BUCKET);
  } catch {
    return false; // a refusal and a time-out mean the same here: the store cannot be used
  }
}

async function lookClosely({ server, folder, report, serverLog, log, onMemory }: Watched): Promise<void> {
  try {
    await serverLog.trim();
    onMemory(await memoryOf(server.process.pid));
    const space = await diskSpace(folder);
    const free = space === null ? null : usableBytes(space);
    const isFull = free !== null && free < FULL_BELOW_BYTES;
    report({ status: 'running', failure: isFull ? { code: 'DISK_FULL', data: { folder, free } } : null });
  } catch (error) {
    log.warn({ err: error }, 'the server could not be looked at closely');
    report({ status: 'running', failure: null });
  }
}

/** A drive that went away may never answer: then what was true before still holds. */
async function inTime<T>(promise: Promise<T>, ms: number, otherwise: T): Promise<T> {
  const stop = new AbortController();
  try {
    return await Promise.race([promise, wait(ms, otherwise, { signal: stop.signal }).catch(() => otherwise)]);
  } finally {
    stop.abort();
  }
}
