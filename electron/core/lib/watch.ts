import type { EventEmitter } from 'node:events';
import type { CoreEvents, Events } from './events.ts';

interface WatchOptions<Name extends keyof CoreEvents> {
  /** Which facts concern the watcher; all when absent. */
  readonly concerns?: (...fact: CoreEvents[Name]) => boolean;
  readonly signal: AbortSignal | undefined;
  /** Shortest time between two yields, in milliseconds; facts meanwhile come together. */
  readonly intervalMs?: number;
}

/**
 * Yields the facts of one kind as they happen, those of a busy moment together. The first yield, at once, is empty,
 * so that a watcher starts with a snapshot and misses nothing that happens while it makes it.
 * Ends when the signal aborts.
 */
export async function* watchFacts<Name extends keyof CoreEvents>(
  events: Events,
  name: Name,
  { concerns, signal, intervalMs = 100 }: WatchOptions<Name>,
): AsyncGenerator<CoreEvents[Name][], void, undefined> {
  let gathered: CoreEvents[Name][] = [];
  let wake: () => void = () => undefined;
  const hear = (...fact: CoreEvents[Name]) => {
    if (concerns !== undefined && !concerns(...fact)) return;
    gathered.push(fact);
    wake();
  };
  const end = () => wake();
  // EventEmitter's own types cannot follow a generic event name.
  const emitter: Pick<EventEmitter, 'on' | 'off'> = events;
  emitter.on(name, hear);
  signal?.addEventListener('abort', end, { once: true });
  try {
    yield [];
    while (signal?.aborted !== true) {
      if (gathered.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const facts = gathered;
      gathered = [];
      yield facts;
      await pause(intervalMs, signal);
    }
  } finally {
    emitter.off(name, hear);
    signal?.removeEventListener('abort', end);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
