import { breathe } from '../lib/breathe.ts';
import type { Log } from '../lib/log.ts';
import type { Db } from './schema.ts';

/** Names taken out in one transaction. */
const AT_ONCE = 200;
const PAUSE_MS = 60_000;

/** Takes names that nothing has any more out of the search index, every now and then. */
export interface SearchTidy {
  start(): void;
  /** Takes out all there are now. */
  run(): Promise<void>;
  /** Ends it between two transactions; call it before the database is closed. */
  stop(): Promise<void>;
}

export function makeSearchTidy({ db, log }: { readonly db: Db; readonly log: Log }): SearchTidy {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function all(): Promise<void> {
    while (!stopped && (await takeOut(db)) === AT_ONCE) await breathe();
  }
  function run(): Promise<void> {
    running = running.then(all);
    return running;
  }
  function later(): void {
    timer = setTimeout(() => {
      run()
        .catch((error: unknown) => {
          running = Promise.resolve();
          log.error({ err: error }, 'the search index could not be tidied');
        })
        .finally(() => {
          if (!stopped) later();
        });
    }, PAUSE_MS);
    timer.unref();
  }
  return {
    start: later,
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Takes out the next ones, in the order of their numbers, which the index likes best; answers with how many. */
function takeOut(db: Db): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('search_garbage')
      .select('number')
      .orderBy('number')
      .limit(AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return 0;
    for (const { number } of rows) await tx.deleteFrom('search_names').where('rowid', '=', number).execute();
    await tx.deleteFrom('search_garbage').where('number', '<=', last.number).execute();
    return rows.length;
  });
}
