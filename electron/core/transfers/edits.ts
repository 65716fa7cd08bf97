import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { breathe } from '../lib/breathe.ts';
import { inGroups } from '../lib/in-groups.ts';
import type { Jobs } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Line } from './line.ts';
import type { Reader } from './reader.ts';
import type { Runner } from './runner.ts';
import type { StopReason } from './task.ts';
import {
  countOwned,
  deleteTransfers,
  selectTransfers,
  unreadRoots,
  updateTransfers,
  type TransferRow,
} from './transfers.table.ts';

interface Deps {
  readonly db: Db;
  readonly ledger: Ledger;
  readonly line: Line;
  readonly runner: Runner;
  readonly reader: Reader;
  readonly jobs: Jobs;
}

type Status = TransferRow['status'];

/** What a change does to the transfers it is for. */
interface Edit {
  readonly from: readonly Status[];
  /** Makes those under way end first, for this reason. */
  readonly halts?: StopReason;
  /** Only those of this batch. */
  readonly batchId?: string;
  readonly apply: (rows: readonly TransferRow[]) => Promise<void>;
}

/** Rows changed in one transaction: few enough that nobody waits long. */
const AT_ONCE = 500;

/** What people do to their transfers. Ids null means all of theirs; an id that is not theirs is NOT_FOUND. */
export interface Edits {
  pause(userId: string, ids: readonly string[] | null): Promise<void>;
  resume(userId: string, ids: readonly string[] | null): Promise<void>;
  retry(userId: string, ids: readonly string[] | null): Promise<void>;
  cancel(userId: string, ids: readonly string[] | null): Promise<void>;
  clear(userId: string, ids: readonly string[] | null): Promise<void>;
  /** Says what becomes of uploads of a batch that ask; those that are skipped leave the list. */
  decide(userId: string, batchId: string, ids: readonly string[] | null, choice: Decision): Promise<void>;
}

type Decision = 'replace' | 'keepBoth' | 'skip';

export function makeEdits(deps: Deps): Edits {
  const { db, ledger, line, runner, reader, jobs } = deps;

  async function edit(
    userId: string,
    ids: readonly string[] | null,
    { from, halts, batchId, apply }: Edit,
  ): Promise<void> {
    if (ids !== null && (await countOwned(db, userId, ids)) < new Set(ids).size) throw fail('NOT_FOUND');
    const wanted = ids === null ? null : new Set(ids);
    await runner.holding(userId, async () => {
      line.putBack(userId);
      if (await concernsReading(userId, wanted)) await reader.stop(userId);
      if (halts !== undefined) {
        const mine = Array.from(runner.tasks.values()).filter(
          ({ row }) => row.user_id === userId && wanted?.has(row.id) !== false,
        );
        await Promise.all(mine.map((task) => runner.halt(task, halts)));
      }
      for (const some of ids === null ? [null] : inGroups(ids))
        await applyTo(userId, some, { from, batchId, apply });
      await ledger.recount(userId);
      line.added(userId, '');
    });
    await reader.read(userId);
  }

  async function concernsReading(userId: string, wanted: ReadonlySet<string> | null): Promise<boolean> {
    if (wanted === null) return true;
    return (await unreadRoots(db, userId)).some(({ id }) => wanted.has(id));
  }

  async function applyTo(
    userId: string,
    ids: readonly string[] | null,
    { from, batchId, apply }: { from: readonly Status[]; batchId: string | undefined; apply: Edit['apply'] },
  ): Promise<void> {
    for (let after = ''; ;) {
      const page = { after, limit: AT_ONCE, batchId };
      const rows = await ledger.write(() => selectTransfers(db, userId, ids, from, page));
      const last = rows.at(-1);
      if (last === undefined) return;
      // One that is under way is not for this change: its own end will be written.
      await apply(rows.filter(({ id }) => !runner.tasks.has(id)));
      after = last.id;
      await breathe();
    }
  }

  function setAll(rows: readonly TransferRow[], change: Partial<TransferRow>): Promise<void> {
    return ledger.write(() =>
      updateTransfers(
        db,
        rows.map(({ id }) => id),
        change,
      ),
    );
  }

  return {
    pause: (userId, ids) =>
      edit(userId, ids, {
        from: ['waiting'],
        halts: 'pause',
        apply: (rows) => setAll(rows, { status: 'paused' }),
      }),
    resume: (userId, ids) =>
      edit(userId, ids, { from: ['paused'], apply: (rows) => setAll(rows, { status: 'waiting' }) }),
    retry: (userId, ids) =>
      edit(userId, ids, {
        from: ids === null ? ['failed'] : ['failed', 'cancelled'],
        async apply(rows) {
          const change = { failure: null, attempts: 0, finished_at: null };
          // What was cancelled before anybody decided asks again.
          await setAll(rows.filter(isUndecided), { ...change, status: 'asking' });
          await setAll(
            rows.filter((row) => !isUndecided(row)),
            { ...change, status: 'waiting' },
          );
        },
      }),
    cancel: (userId, ids) =>
      edit(userId, ids, {
        from: ['waiting', 'asking', 'paused'],
        halts: 'cancel',
        async apply(rows) {
          await setAll(rows, {
            status: 'cancelled',
            object_id: null,
            multipart: null,
            done_bytes: 0,
            finished_at: new Date().toISOString(),
          });
          await jobs.cleanUp(rows);
        },
      }),
    clear: (userId, ids) =>
      edit(userId, ids, {
        from: ['done', 'failed', 'cancelled'],
        async apply(rows) {
          await ledger.write(() =>
            deleteTransfers(
              db,
              rows.map(({ id }) => id),
            ),
          );
          await jobs.cleanUp(rows);
        },
      }),
    decide: (userId, batchId, ids, choice) =>
      edit(userId, ids, {
        from: ['asking'],
        batchId,
        async apply(rows) {
          if (choice !== 'skip') {
            await setAll(rows, { status: 'waiting', conflict: choice, selection: null });
            return;
          }
          await ledger.write(() =>
            deleteTransfers(
              db,
              rows.map(({ id }) => id),
            ),
          );
          await jobs.cleanUp(rows);
        },
      }),
  };
}

/** An upload in line that met a file; what has not been read yet only holds what is to be done with such. */
function isUndecided({ conflict, source_mtime: read }: TransferRow): boolean {
  return conflict === 'ask' && read !== null;
}
