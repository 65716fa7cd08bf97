import type { Db } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import type { Log } from '../lib/log.ts';
import type { Purge } from './purge.ts';
import { dropVersions } from './replace-content.ts';
import { purgeTrashBefore } from './retention.table.ts';
import {
  readRetention,
  versionCountsQuery,
  versionsBeforeQuery,
  versionsBeyond,
  type VersionRow,
} from './versions.table.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: () => Date;
  readonly purge: Purge;
  /** States that these folders of a user show something else. */
  readonly tell: (userId: string, folderIds: readonly string[]) => void;
}

/** Lets go what is older than the cloud keeps it: what is in the trash, and earlier contents of files. */
export interface Retention {
  /** Looks at once and then every hour. */
  start(): void;
  /** Looks once. Never rejects: a failure is logged, and tried again in an hour. */
  run(): Promise<void>;
  /** Ends between two transactions. */
  stop(): Promise<void>;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Rows that one transaction touches: a few milliseconds. */
const ROWS_AT_ONCE = 200;

export function makeRetention({ db, log, now, purge, tell }: Deps): Retention {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const before = (days: number) => new Date(now().getTime() - days * DAY_MS).toISOString();

  /** Does short transactions until one finds nothing; each answers with the people concerned. */
  async function each(step: () => Promise<readonly string[]>): Promise<void> {
    while (!stopped) {
      const people = await step();
      if (people.length === 0) return;
      for (const userId of new Set(people)) tell(userId, []);
      await breathe();
    }
  }

  const emptyTrash = (days: number) =>
    each(() => purgeTrashBefore(db, before(days), now().toISOString(), ROWS_AT_ONCE));

  const dropOld = (days: number) =>
    each(() =>
      db
        .transaction()
        .execute(async (tx) => drop(tx, await versionsBeforeQuery(tx, before(days), ROWS_AT_ONCE).execute())),
    );

  async function dropBeyond(keep: number): Promise<void> {
    for (let after = ''; !stopped;) {
      const page = await versionCountsQuery(db, after, ROWS_AT_ONCE).execute();
      for (const { nodeId } of page.filter(({ count }) => count > keep)) {
        await each(() =>
          db
            .transaction()
            .execute(async (tx) => drop(tx, await versionsBeyond(tx, nodeId, keep, ROWS_AT_ONCE))),
        );
      }
      if (page.length < ROWS_AT_ONCE) return;
      after = page.at(-1)?.nodeId ?? '';
      await breathe();
    }
  }

  async function work(): Promise<void> {
    const { trashDays, versionDays, versionCount } = await readRetention(db);
    if (versionDays !== null) await dropOld(versionDays);
    if (versionCount !== null) await dropBeyond(versionCount);
    if (trashDays === null) return;
    await emptyTrash(trashDays);
    void purge.run();
  }

  async function run(): Promise<void> {
    again = true;
    running ??= (async () => {
      while (again && !stopped) {
        again = false;
        await work();
      }
    })()
      .catch((error: unknown) => log.error({ err: error }, 'what is old could not be let go'))
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    run,
    start() {
      void run();
      timer = setInterval(() => void run(), HOUR_MS);
      timer.unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function drop(tx: Parameters<typeof dropVersions>[0], rows: readonly VersionRow[]): Promise<string[]> {
  const owners = [...new Set(rows.map(({ owner_id: id }) => id))];
  for (const owner of owners)
    await dropVersions(
      tx,
      owner,
      rows.filter(({ owner_id: id }) => id === owner),
    );
  return owners;
}
