import type { Db } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import { endedQuery, nextEndQuery } from './closing.table.ts';

/** The clock is looked at this often at least while something will end, as it may be set or the computer sleep. */
const LOOK_MS = 60_000;

/** States when shares end by their time, so that what runs for them is broken off then. */
export interface Closing {
  /** Looks when the next share ends; for after one was made or changed. */
  plan(): void;
  stop(): Promise<void>;
}

/** Makes what closes shares in time. */
export function makeClosing(deps: { db: Db; events: Events; log: Log; now: () => Date }): Closing {
  const { db, events, log, now } = deps;
  let seen = now().toISOString();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let looking = Promise.resolve();

  async function look(): Promise<void> {
    clearTimeout(timer);
    const at = now().toISOString();
    for (const { id, owner_id: userId } of await endedQuery(db, seen, at).execute()) {
      events.emit('shares.closed', { shareId: id });
      events.emit('shares.changed', { userId, shareId: id });
    }
    seen = at;
    const next = await nextEndQuery(db, at).executeTakeFirst();
    if (next?.expires_at == null || stopped) return;
    const left = Date.parse(next.expires_at) - now().getTime();
    timer = setTimeout(plan, Math.min(Math.max(1, left), LOOK_MS));
    timer.unref();
  }

  function plan(): void {
    if (stopped) return;
    looking = looking.then(look).catch((error: unknown) => {
      log.error({ err: error }, 'it could not be seen which shares have ended');
    });
  }

  plan();
  return {
    plan,
    async stop() {
      stopped = true;
      await looking;
      clearTimeout(timer);
    },
  };
}
