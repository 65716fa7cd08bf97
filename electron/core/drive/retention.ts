import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { grouped } from '../lib/grouped.ts';
import type { Log } from '../lib/log.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Purge } from './purge.ts';
import { dropVersions } from './replace-content.ts';
import { nameOfNode, purgeTrashBefore } from './retention.table.ts';
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
  readonly usage: UsageRecorder;
  /** States that these folders of a user show something else. */
  readonly tell: (userId: string, folderIds: readonly string[]) => void;
}

/**
 * Lets go what is older than the cloud keeps it: what is in the trash, and earlier contents of files. Whoever had it
 * finds that among what happened.
 */
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

export function makeRetention({ db, log, now, purge, usage, tell }: Deps): Retention {
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
    each(() =>
      db.transaction().execute(async (tx) => {
        const gone = await purgeTrashBefore(tx, before(days), now().toISOString(), ROWS_AT_ONCE);
        const byOwner = grouped(gone, ({ ownerId }) => ownerId);
        for (const [userId, own] of byOwner) {
          const subject = own[0]?.name ?? null;
          await usage.activity(tx, { userId, kind: 'trashExpired', subject, count: own.length });
        }
        return [...byOwner.keys()];
      }),
    );

  async function drop(tx: Tx, rows: readonly VersionRow[]): Promise<string[]> {
    const byOwner = grouped(rows, (row) => row.owner_id);
    for (const [userId, own] of byOwner) {
      const [first] = own;
      const subject = first === undefined ? null : await nameOfNode(tx, first.node_id);
      await dropVersions(tx, userId, own);
      await usage.activity(tx, { userId, kind: 'versionsExpired', subject, count: own.length });
    }
    return [...byOwner.keys()];
  }

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
