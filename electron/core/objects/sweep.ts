import type { Db } from '../db/schema.ts';
import { isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ObjectStore } from './object-store.ts';
import { WHOLE_MAXIMUM } from '../lib/part-size.ts';
import { largePictureKey, thumbnailKey } from '../lib/thumbnail-key.ts';
import { discardForsaken, forgetObjects, garbageObjects, type Unwanted } from './objects.table.ts';

export interface Sweep {
  /** Sweeps as soon as the store is there, then every hour. */
  start(): void;
  stop(): Promise<void>;
  /** Sweeps once; answers with how many objects went. Throws when the store is away. */
  run(): Promise<number>;
}

interface Deps {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly log: Log;
  /** How long a reservation without an upload is left alone, in milliseconds. */
  readonly graceMs?: number;
}

const HOUR_MS = 60 * 60_000;
const BATCH = 50;
const AT_ONCE = 4;

/**
 * Removes from the store what no file uses. The row goes after the object, so that a crash in between
 * only means that the object is removed again.
 */
export function makeSweep({ db, store, log, graceMs = 24 * HOUR_MS }: Deps): Sweep {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<number> {
    const { signal } = stopping;
    // A late commit cannot make a file of what is garbage, so nothing is removed under a file.
    await discardForsaken(db, new Date(Date.now() - graceMs).toISOString());
    let after = '';
    let count = 0;
    for (;;) {
      const batch = await garbageObjects(db, after, BATCH);
      const last = batch.at(-1);
      if (last === undefined) return count;
      const removed = await removeAll(batch, signal);
      await forgetObjects(db, removed);
      count += removed.length;
      after = last.id;
    }
  }

  async function removeAll(batch: readonly Unwanted[], signal: AbortSignal): Promise<string[]> {
    const waiting = [...batch];
    const removed: string[] = [];
    const work = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        signal.throwIfAborted();
        await store.remove(next.key, { parts: next.size > WHOLE_MAXIMUM, signal });
        if (next.thumbnail !== null)
          for (const key of [thumbnailKey(next.key), largePictureKey(next.key)])
            await store.remove(key, { parts: false, signal });
        removed.push(next.id);
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) {
      await forgetObjects(db, removed);
      throw failed.reason;
    }
    return removed;
  }

  async function once(): Promise<void> {
    try {
      await store.whenAvailable(stopping.signal);
      const count = await run();
      if (count > 0) log.info({ count }, 'swept objects that nothing uses');
    } catch (error) {
      if (stopping.signal.aborted) return;
      const level = isFailure(error) ? 'info' : 'warn';
      log[level]({ err: error }, 'the sweep will try again');
    }
  }

  return {
    run,
    start() {
      running = once();
      timer = setInterval(() => {
        running = running.then(once);
      }, HOUR_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
