import type { EventEmitter } from 'node:events';
import type { CoreEvents, Events } from './events.ts';

interface WatchOptions<Name extends keyof CoreEvents> {
  /** Which facts concern the watcher; all when absent. */
  readonly concerns?: (...fact: CoreEvents[Name]) => boolean;
  readonly signal: AbortSignal | undefined;
  /** Shortest time between two yields, in milliseconds; facts meanwhile come together. */
  readonly intervalMs?: number;
  /** Asked with each fact: whether it has to be told at once, whatever the interval. */
  readonly atOnce?: () => boolean;
}

/**
 * Yields the facts of one kind as they happen, those of a busy moment together. The first yield, at once, is empty,
 * so that a watcher starts with a snapshot and misses nothing that happens while it makes it.
 * Ends when the signal aborts.
 */
export async function* watchFacts<Name extends keyof CoreEvents>(
  events: Events,
  name: Name,
  { concerns, signal, intervalMs = 100, atOnce = () => false }: WatchOptions<Name>,
): AsyncGenerator<CoreEvents[Name][], void, undefined> {
  let gathered: CoreEvents[Name][] = [];
  let wake: () => void = () => undefined;
  let pausing = false;
  const hear = (...fact: CoreEvents[Name]) => {
    if (concerns !== undefined && !concerns(...fact)) return;
    gathered.push(fact);
    if (!pausing || atOnce()) wake();
  };
  const end = () => wake();
  const ended = () => signal?.aborted === true;
  // EventEmitter's own types cannot follow a generic event name.
  const emitter: Pick<EventEmitter, 'on' | 'off'> = events;
  emitter.on(name, hear);
  signal?.addEventListener('abort', end, { once: true });
  try {
    yield [];
    while (!ended()) {
      if (gathered.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const facts = gathered;
      gathered = [];
      yield facts;
      // What has to be told at once may have come while the last was being told.
      if (ended() || (gathered.length > 0 && atOnce())) continue;
      pausing = true;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, intervalMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      pausing = false;
    }
  } finally {
    emitter.off(name, hear);
    signal?.removeEventListener('abort', end);
  }
}
