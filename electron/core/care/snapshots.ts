import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { SnapshotInfo } from '../../contract/care.ts';
import type { Db } from '../db/schema.ts';
import { SNAPSHOTS } from '../lib/cloud-keys.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { kept, keysOf, timeOfKey } from './snapshot-names.ts';
import type { SnapshotAnswer, SnapshotTask } from '../db/snapshot.worker.ts';
import { contentsOf, type About } from './about.ts';

export interface SnapshotsDeps {
  readonly db: Db;
  readonly databaseFile: string;
  readonly nativeBinding: string | null;
  /** The worker that copies, as file path or URL. */
  readonly workerFile: URL | string;
  readonly store: ObjectStore;
  readonly temporaryFolder: string;
  /** What this cloud is; null until its first run is finished, when there is nothing to copy. */
  readonly cloud: () => { id: string; name: string } | null;
  readonly events: Events;
  readonly log: Log;
  readonly now: () => Date;
}

/** Copies of the records in the cloud's own store. */
export interface Snapshots {
  /** Newest first. Throws when the store is away. */
  list(): Promise<SnapshotInfo[]>;
  /** Makes one; asked again meanwhile, it is the same one. Throws when the store is away, CLOUD_FULL. */
  make(): Promise<SnapshotInfo>;
  /** Makes one when the last is old, and from then on some minutes after something changed. */
  start(): void;
  /** Makes a last one where something changed and that is quickly done. */
  stop(): Promise<void>;
}

/** How long after the first change a copy is made, in milliseconds; and at least so many times what one takes. */
const AFTER_CHANGE_MS = 5 * 60_000;
const TIMES_ITS_DURATION = 20;
/** A copy at the start when the last is older. */
const OLD_MS = 24 * 60 * 60_000;
/** A copy at the end only where the last one took no longer, and then it has so long. */
const QUICK_MS = 3000;
const AT_END_MS = 5000;

/** Makes the copies' keeper; nothing is begun. */
export function makeSnapshots(deps: SnapshotsDeps): Snapshots {
  const { db, store, events, log, now, cloud } = deps;
  const stopping = new AbortController();
  let making: Promise<SnapshotInfo> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let changed = false;
  let duration = 0;
  let beginning: Promise<void> = Promise.resolve();

  async function list(signal = stopping.signal): Promise<SnapshotInfo[]> {
    const found: SnapshotInfo[] = [];
    for await (const { key, size } of store.list(SNAPSHOTS, { signal })) {
      const at = timeOfKey(key);
      if (at !== null) found.push({ at, bytes: size });
    }
    return found.toReversed();
  }

  async function makeOne(signal: AbortSignal): Promise<SnapshotInfo> {
    const began = performance.now();
    const at = now().toISOString();
    const which = cloud();
    const file = path.join(deps.temporaryFolder, `snapshot-${at.replaceAll(/[:.]/gu, '-')}.gz`);
    changed = false;
    try {
      await mkdir(deps.temporaryFolder, { recursive: true, mode: 0o700 });
      const { bytes } = await copy(file, signal);
      const keys = keysOf(at);
      const { mtimeMs } = await stat(file);
      await store.put({
        key: keys.packed,
        labels: { name: path.basename(keys.packed), ownerId: '', objectId: '' },
        source: { path: file, size: bytes, mtimeMs: Math.trunc(mtimeMs) },
        multipart: null,
        onMultipart: () => Promise.resolve(),
        onProgress: () => undefined,
        signal,
      });
      const about: About = {
        format: 1,
        at,
        cloudId: which?.id ?? '',
        cloudName: which?.name ?? '',
        ...(await contentsOf(db)),
      };
      const text = Buffer.from(JSON.stringify(about));
      await store.putBytes(keys.about, text, { contentType: 'application/json', signal });
      await prune(signal);
      return { at, bytes };
    } catch (error) {
      changed = true;
      throw error;
    } finally {
      duration = performance.now() - began;
      await rm(file, { force: true });
      await rm(`${file}.part`, { force: true });
    }
  }

  function copy(to: string, signal: AbortSignal): Promise<SnapshotAnswer> {
    const workerData: SnapshotTask = { file: deps.databaseFile, nativeBinding: deps.nativeBinding, to };
    const worker = new Worker(deps.workerFile, { execArgv: [], workerData, name: 'snapshot' });
    const end = () => void worker.terminate();
    return new Promise<SnapshotAnswer>((resolve, reject) => {
      if (signal.aborted) end();
      signal.addEventListener('abort', end, { once: true });
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the copy of the records was broken off')));
    }).finally(() => signal.removeEventListener('abort', end));
  }

  async function prune(signal: AbortSignal): Promise<void> {
    const times = (await list(signal)).map(({ at }) => at);
    const keep = kept(times);
    for (const at of times) {
      if (keep.has(at)) continue;
      const { packed, about } = keysOf(at);
      await store.remove(packed, { parts: false, signal });
      await store.remove(about, { parts: false, signal });
    }
  }

  function make(signal = stopping.signal): Promise<SnapshotInfo> {
    making ??= makeOne(signal).finally(() => {
      making = null;
    });
    return making;
  }

  /** Makes one by itself: a failure is for the log, and the next change tries again. */
  async function makeQuietly(signal?: AbortSignal): Promise<void> {
    try {
      await make(signal);
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ err: error }, 'no copy of the records could be made');
    }
  }

  function arm(): void {
    if (timer !== undefined || stopping.signal.aborted) return;
    const delay = Math.max(AFTER_CHANGE_MS, TIMES_ITS_DURATION * duration);
    timer = setTimeout(() => {
      timer = undefined;
      if (cloud() !== null && store.available()) void makeQuietly();
      else arm();
    }, delay);
    timer.unref();
  }
  const hear = () => {
    changed = true;
    arm();
  };

  async function begin(): Promise<void> {
    try {
      await store.whenAvailable(stopping.signal);
      if (cloud() === null) return;
      const [newest] = await list();
      if (newest === undefined || Date.parse(newest.at) < now().getTime() - OLD_MS) await make();
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn({ err: error }, 'no copy of the records could be made');
      hear();
    }
  }

  return {
    list: () => list(),
    make: () => make(),
    start() {
      events.on('drive.changed', hear);
      events.on('people.changed', hear);
      beginning = begin();
    },
    async stop() {
      events.off('drive.changed', hear);
      events.off('people.changed', hear);
      clearTimeout(timer);
      // One that is being made may not know the last change.
      if (changed)
        await Promise.race([making?.catch(() => undefined), pause(AT_END_MS, undefined, { ref: false })]);
      const atEnd = changed && cloud() !== null && store.available() && duration < QUICK_MS;
      if (atEnd) await makeQuietly(AbortSignal.any([stopping.signal, AbortSignal.timeout(AT_END_MS)]));
      stopping.abort();
      await beginning;
      await making?.catch(() => undefined);
    },
  };
}
