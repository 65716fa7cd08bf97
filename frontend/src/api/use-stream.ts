import { useEffect, useEffectEvent } from 'react';
import { hasCode } from './errors.ts';
import { noticeSession } from './queries.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

interface StreamOptions {
  readonly enabled?: boolean;
  /** Called when the stream broke or ended and is about to be opened anew; its first event is a snapshot again. */
  readonly onInterrupted?: (error: unknown) => void;
}

/**
 * Hears a stream of the contract for as long as the component is shown: `open` is for example
 * `(signal) => client.engine.watch(undefined, { signal })`. A stream that breaks is opened again, sooner at first and
 * later every few seconds; one that the person may not hear (signed out, not allowed) is not.
 */
export function useStream<Event>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>,
  onEvent: (event: Event) => void,
  { enabled = true, onInterrupted }: StreamOptions = {},
): void {
  const start = useEffectEvent(open);
  const hear = useEffectEvent(onEvent);
  const interrupted = useEffectEvent((error: unknown) => onInterrupted?.(error));

  useEffect(() => {
    if (!enabled) return undefined;
    const stop = new AbortController();
    const { signal } = stop;
    // Asked by a function, or the compiler takes the first answer for granted.
    const stopped = () => signal.aborted;

    async function follow(): Promise<void> {
      let pause = FIRST_PAUSE_MS;
      while (!stopped()) {
        let reason: unknown;
        try {
          for await (const event of await start(signal)) {
            if (stopped()) return;
            pause = FIRST_PAUSE_MS;
            hear(event);
          }
        } catch (error) {
          reason = error;
          if (stopped()) return;
          noticeSession(error);
          if (
            hasCode(error, 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'PASSWORD_CHANGE_REQUIRED', 'SETUP_ALREADY_DONE')
          )
            return;
        }
        if (stopped()) return;
        interrupted(reason);
        await new Promise((resolve) => {
          setTimeout(resolve, pause);
        });
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
    void follow();
    return () => stop.abort();
  }, [enabled]);
}
