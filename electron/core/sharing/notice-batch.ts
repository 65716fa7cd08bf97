import type { Notice } from '../../contract/shell.ts';
import type { Events } from '../lib/events.ts';

/** What happens within this time after the first is told together, in milliseconds: a photo seldom comes alone. */
const GATHER_MS = 3000;
/** The same thing is told again after so long at the earliest: many phones are no reason to ring all the time. */
const AGAIN_MS = 60_000;
/** Things that are waited for at most; beyond them nobody would read what is told. */
const WAITING = 500;

/** Something that an owner is told of. */
export interface Told {
  readonly ownerId: string;
  readonly shareId: string;
  readonly kind: Extract<Notice, { name: string }>['kind'];
  /** Name of what is shared. */
  readonly name: string;
  /** Who did it, where they said so. */
  readonly by: string | null;
}

interface Batch {
  told: Told;
  count: number;
  /** Until it is told, or may be told again. */
  timer: NodeJS.Timeout | undefined;
}

/** Tells owners what happened, a few things together. */
export interface NoticeBatch {
  add(told: Told): void;
  /** Tells what is gathered, and nothing more. */
  stop(): void;
}

/** Makes what gathers notices. */
export function makeNoticeBatch(events: Events): NoticeBatch {
  const batches = new Map<string, Batch>();
  let stopped = false;

  function tell(key: string, batch: Batch): void {
    const { ownerId, kind, name, by } = batch.told;
    const { count } = batch;
    batch.count = 0;
    // Kept for a while although there is nothing to tell, so that the next one is not told too soon.
    batch.timer = setTimeout(() => rest(key, batch), AGAIN_MS);
    batch.timer.unref();
    events.emit('notice', { userId: ownerId, notice: { kind, name, by, count } });
  }

  function rest(key: string, batch: Batch): void {
    if (batch.count > 0) tell(key, batch);
    else batches.delete(key);
  }

  return {
    add(told) {
      if (stopped) return;
      const key = `${told.kind} ${told.shareId}`;
      const batch = batches.get(key);
      if (batch !== undefined) {
        // Who did it is said where it was one person alone.
        const by = batch.count === 0 || batch.told.by === told.by ? told.by : null;
        batch.told = { ...told, by };
        batch.count += 1;
        return;
      }
      if (batches.size >= WAITING) return;
      const made: Batch = { told, count: 1, timer: undefined };
      made.timer = setTimeout(() => tell(key, made), GATHER_MS);
      made.timer.unref();
      batches.set(key, made);
    },
    stop() {
      stopped = true;
      for (const [key, batch] of batches) {
        clearTimeout(batch.timer);
        if (batch.count > 0) tell(key, batch);
        clearTimeout(batch.timer);
      }
      batches.clear();
    },
  };
}
