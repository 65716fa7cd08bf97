import type { Events } from '../../lib/events.ts';

/** What runs for sessions of browsers: it ends when its session does. */
export interface RunningSessions {
  /**
   * Calls `end` once when the session of a token ends, unless it was let go before; answers with what lets it go. Ask
   * whether the session is open after this, not before: then no end of it can be missed.
   */
  follow(token: string, end: () => void): () => void;
  /** The session of this token has ended. */
  ended(token: string): void;
  stop(): void;
}

/** Sessions that run out by themselves tell nobody; they are looked at so often. In milliseconds. */
const LOOK_MS = 60_000;

/** Makes the watch over what runs; `isOpen` says whether a token is still good, without counting as a use of it. */
export function watchSessions(
  isOpen: (token: string) => Promise<boolean>,
  events: Events,
  onError: (error: unknown) => void,
): RunningSessions {
  const running = new Map<string, Set<() => void>>();

  function ended(token: string): void {
    const ends = running.get(token);
    running.delete(token);
    for (const end of ends ?? []) end();
  }
  const look = () => {
    for (const token of running.keys())
      isOpen(token).then((open) => {
        if (!open) ended(token);
      }, onError);
  };
  events.on('sessions.ended', look);
  const clock = setInterval(look, LOOK_MS);
  clock.unref();

  return {
    follow(token, end) {
      const ends = running.get(token) ?? new Set();
      running.set(token, ends.add(end));
      return () => {
        ends.delete(end);
        if (ends.size === 0 && running.get(token) === ends) running.delete(token);
      };
    },
    ended,
    stop() {
      clearInterval(clock);
      events.off('sessions.ended', look);
    },
  };
}
