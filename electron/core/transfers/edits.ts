import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { breathe } from '../lib/breathe.ts';
import type { Jobs } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Line } from './line.ts';
import type { Reader } from './reader.ts';
import type { Runner } from './runner.ts';
import type { StopReason } from './task.ts';
import {
  countOwned,
  deleteTransfers,
  portions,
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
}

export function makeEdits(deps: Deps): Edits {
  const { db, ledger, line, runner, reader, jobs } = deps;

  async function edit(
    userId: string,
    ids: readonly string[] | null,
    { from, halts, apply }: Edit,
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
      for (const some of ids === null ? [null] : portions(ids)) await applyTo(userId, some, from, apply);
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
    from: readonly Status[],
    apply: Edit['apply'],
  ): Promise<void> {
    for (let after = ''; ;) {
      const page = { after, limit: AT_ONCE };
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
        apply: (rows) => setAll(rows, { status: 'waiting', failure: null, attempts: 0, finished_at: null }),
      }),
    cancel: (userId, ids) =>
      edit(userId, ids, {
        from: ['waiting', 'paused'],
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
  };
}
