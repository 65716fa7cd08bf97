import type { Events } from '../../lib/events.ts';

/** What runs for sessions of browsers: it ends when its session does. */
export interface RunningSessions {
  /**
   * A signal that aborts when the session of a token ends; `release` has to be called when nothing runs any more. Ask
   * whether the session is open after this, not before: then no end of it can be missed.
   */
  follow(token: string): { readonly signal: AbortSignal; release(): void };
  /** The session of this token has ended. */
  ended(token: string): void;
  stop(): void;
}

interface Running {
  readonly end: AbortController;
  count: number;
}

/** Sessions that run out by themselves tell nobody; they are looked at so often. In milliseconds. */
const LOOK_MS = 60_000;

/** Makes the watch over what runs; `isOpen` says whether a token is still good, without counting as a use of it. */
export function watchSessions(
  isOpen: (token: string) => Promise<boolean>,
  events: Events,
  onError: (error: unknown) => void,
): RunningSessions {
  const running = new Map<string, Running>();

  function ended(token: string): void {
    const one = running.get(token);
    running.delete(token);
    one?.end.abort();
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
    follow(token) {
      const one = running.get(token) ?? { end: new AbortController(), count: 0 };
      one.count += 1;
      running.set(token, one);
      let released = false;
      return {
        signal: one.end.signal,
        release() {
          if (released) return;
          released = true;
          one.count -= 1;
          if (one.count === 0 && running.get(token) === one) running.delete(token);
        },
      };
    },
    ended,
    stop() {
      clearInterval(clock);
      events.off('sessions.ended', look);
    },
  };
}
