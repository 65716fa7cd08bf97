import { LARGE_SIDE } from '../../contract/previews.ts';
import type { Db } from '../db/schema.ts';
import { isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { largePictureKey, thumbnailKey } from '../lib/thumbnail-key.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { PICTURE_TYPE, type DecodeOutcome, type DecodeTask, type SmallPicture } from './decode/task.ts';
import type { Decoders } from './decoders.ts';
import { needsLarge, pictureSource } from './kinds.ts';
import { findThumbnail, isStored, writeThumbnail, type ShownObject } from './previews.table.ts';
import type { Suspects } from './suspects.ts';

/**
 * What is there of a small picture. `wanted`: only a page can make it. `away`: it could not be made now, or nobody
 * waits for it any more.
 */
export type ThumbnailState = 'ready' | 'none' | 'wanted' | 'away';

/** Pictures of contents: made when they are first looked at, the newest look first, and kept beside them. */
export interface Thumbnails {
  ask(object: ShownObject, signal: AbortSignal): Promise<ThumbnailState>;
  /**
   * Asks for the large picture of what browsers cannot show; `none` where there is no need of it. There is one only
   * where there is a small one, and it goes with that.
   */
  askLarge(object: ShownObject, signal: AbortSignal): Promise<ThumbnailState>;
  /** Keeps a picture that a page made; drawn anew first. False when it is no picture, or not wanted. */
  keep(object: ShownObject, bytes: Uint8Array): Promise<boolean>;
  stop(): Promise<void>;
}

interface Deps {
  readonly db: Db;
  readonly store: Pick<ObjectStore, 'presign' | 'putBytes' | 'remove' | 'stat'>;
  readonly decoders: Decoders;
  readonly suspects: Suspects;
  readonly log: Log;
  readonly now: () => Date;
}

interface Job {
  /** What is worked on: joined by whoever asks for the same. */
  readonly id: string;
  readonly object: ShownObject;
  readonly large: boolean;
  readonly task: () => DecodeTask;
  readonly waiting: Set<(state: ThumbnailState) => void>;
  started: boolean;
}

/** How long a decoder may take until it begins to read. */
const EXPIRES_SECONDS = 300;

/** Makes the thumbnails. */
export function makeThumbnails({ db, store, decoders, suspects, log, now }: Deps): Thumbnails {
  const jobs = new Map<string, Job>();
  /** What nobody works on yet; the newest is last and comes first. */
  const line: Job[] = [];
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function work(job: Job): Promise<void> {
    let state: ThumbnailState = 'away';
    try {
      state = await make(job);
    } catch (error) {
      const level = isFailure(error) || stopping.signal.aborted ? 'info' : 'warn';
      log[level]({ err: error, objectId: job.object.objectId }, 'a small picture could not be made now');
    }
    jobs.delete(job.id);
    for (const answer of job.waiting) answer(state);
  }

  /** What the decoders make of a task; nothing of one that they died of before. */
  async function decode({ object: { objectId }, task }: Job): Promise<DecodeOutcome> {
    if (await suspects.isProven(objectId)) {
      await suspects.end(objectId);
      return { kind: 'nothing', reason: 'the core died of it' };
    }
    const ready = task();
    await suspects.begin(objectId);
    try {
      return await decoders.run(ready);
    } finally {
      await suspects.end(objectId);
    }
  }

  async function make(job: Job): Promise<ThumbnailState> {
    const { object, large } = job;
    const { objectId } = object;
    const outcome = await decode(job);
    if (outcome.kind === 'unreachable') {
      log.info({ objectId, reason: outcome.reason }, 'the store did not give a file for its small picture');
      return 'away';
    }
    if (outcome.kind === 'made') {
      const { picture } = outcome;
      return (await (large ? keepLarge(object, picture) : keepPicture(object, picture))) ? 'ready' : 'none';
    }
    log.info({ objectId, large, reason: outcome.reason }, 'no picture can be made of a file');
    // The small one is there, and is shown instead.
    if (large) return 'none';
    await writeThumbnail(db, objectId, { state: 'none', width: null, height: null, made_at: time() });
    return 'none';
  }

  /** The object first, then the row; should the file go meanwhile, nothing stays behind. */
  async function keepPicture(
    { objectId, key }: ShownObject,
    { bytes, width, height }: SmallPicture,
  ): Promise<boolean> {
    const { signal } = stopping;
    await store.putBytes(thumbnailKey(key), bytes, { contentType: PICTURE_TYPE, signal });
    const kept = await writeThumbnail(db, objectId, { state: 'ready', width, height, made_at: time() });
    if (!kept) await store.remove(thumbnailKey(key), { parts: false, signal });
    return kept;
  }

  /** Nothing but the object: what is forgotten of it is found by looking. */
  async function keepLarge({ objectId, key }: ShownObject, { bytes }: SmallPicture): Promise<boolean> {
    const { signal } = stopping;
    await store.putBytes(largePictureKey(key), bytes, { contentType: PICTURE_TYPE, signal });
    const kept = await isStored(db, objectId);
    if (!kept) await store.remove(largePictureKey(key), { parts: false, signal });
    return kept;
  }

  const time = () => now().toISOString();

  function pump(): void {
    while (running.size < decoders.slots) {
      const job = line.pop();
      if (job === undefined) return;
      job.started = true;
      const run = work(job).then(() => {
        running.delete(run);
        pump();
      });
      running.add(run);
    }
  }

  /** Joins the work on this picture, or begins it. */
  function order(
    asked: Pick<Job, 'object' | 'large' | 'task'>,
    signal: AbortSignal,
  ): Promise<ThumbnailState> {
    const id = `${asked.object.objectId}${asked.large ? ' large' : ''}`;
    const job: Job = jobs.get(id) ?? { ...asked, id, waiting: new Set(), started: false };
    jobs.set(id, job);
    if (!job.started) {
      // Asked for again: it is what is looked at now.
      leave(line, job);
      line.push(job);
    }
    return new Promise((resolve) => {
      const dropped = () => answer('away');
      const answer = (state: ThumbnailState) => {
        signal.removeEventListener('abort', dropped);
        job.waiting.delete(answer);
        if (job.waiting.size === 0 && !job.started) {
          leave(line, job);
          jobs.delete(id);
        }
        resolve(state);
      };
      job.waiting.add(answer);
      signal.addEventListener('abort', dropped, { once: true });
      if (signal.aborted) dropped();
      pump();
    });
  }

  async function ask(object: ShownObject, signal: AbortSignal): Promise<ThumbnailState> {
    const known = await findThumbnail(db, object.objectId);
    if (known !== undefined) return known.state;
    const source = pictureSource(object.mime);
    if (source === null || object.size === 0) return 'none';
    if (source.by === 'page') return 'wanted';
    const { by, maximumBytes } = source;
    if (object.size > maximumBytes) return 'none';
    const task = (): DecodeTask => ({ by, ...whereabouts(object) });
    return order({ object, large: false, task }, AbortSignal.any([signal, stopping.signal]));
  }

  const whereabouts = ({ key, size }: ShownObject) => ({
    url: store.presign(key, { expiresSeconds: EXPIRES_SECONDS }),
    size,
  });

  return {
    ask,
    async askLarge(object, signal) {
      if (!needsLarge(object.mime)) return 'none';
      const small = await ask(object, signal);
      if (small !== 'ready') return small;
      if ((await store.stat(largePictureKey(object.key), signal)) !== null) return 'ready';
      const task = (): DecodeTask => ({ by: 'picture', side: LARGE_SIDE, ...whereabouts(object) });
      return order({ object, large: true, task }, AbortSignal.any([signal, stopping.signal]));
    },
    async keep(object, bytes) {
      if (pictureSource(object.mime)?.by !== 'page') return false;
      const known = await findThumbnail(db, object.objectId);
      if (known !== undefined) return known.state === 'ready';
      const task = (): DecodeTask => ({ by: 'frame', bytes });
      return (await order({ object, large: false, task }, stopping.signal)) === 'ready';
    },
    async stop() {
      stopping.abort();
      await decoders.stop();
      await Promise.all(running);
    },
  };
}

function leave(line: Job[], job: Job): void {
  const at = line.indexOf(job);
  if (at !== -1) line.splice(at, 1);
}
