import type { Failure } from '../../contract/errors.ts';
import { failureSchema } from '../../contract/errors.ts';
import type { Transfer, TransfersEvent } from '../../contract/transfers.ts';
import type { Db } from '../db/schema.ts';
import { existingOf } from './asking.ts';
import type { Ledger } from './ledger.ts';
import type { Task } from './task.ts';
import { listTransfers, type TransferRow } from './transfers.table.ts';

/** How many of each kind a list shows; the totals count all. */
const SHOWN = { asking: 100, failed: 50, waiting: 50, paused: 40, done: 40, cancelled: 10 } as const;

/** What a person's transfers are like now: the totals of all, and the ones that matter. */
export async function viewOf(
  { db, ledger, tasksOf }: { db: Db; ledger: Ledger; tasksOf: (userId: string) => Task[] },
  userId: string,
): Promise<TransfersEvent> {
  const book = await ledger.book(userId);
  const { totals, tasks, ended, lists } = await ledger.inOrder(async () => ({
    lists: [
      await listTransfers(db, userId, 'asking', { newestFirst: false, limit: SHOWN.asking }),
      await listTransfers(db, userId, 'failed', { newestFirst: true, limit: SHOWN.failed }),
      await listTransfers(db, userId, 'waiting', { newestFirst: false, limit: SHOWN.waiting }),
      await listTransfers(db, userId, 'paused', { newestFirst: false, limit: SHOWN.paused }),
      await listTransfers(db, userId, 'done', { newestFirst: true, limit: SHOWN.done }),
      await listTransfers(db, userId, 'cancelled', { newestFirst: true, limit: SHOWN.cancelled }),
    ],
    // After the rows: what ended while they were read is known here, and not twice.
    ended: ledger.endedOf(userId),
    tasks: tasksOf(userId),
    totals: book.totals(),
  }));
  const items = new Map<string, Transfer>();
  const [asking = []] = lists;
  for (const row of asking) items.set(row.id, rowView(row));
  for (const task of tasks) items.set(task.row.id, taskView(task));
  for (const { row } of ended.slice(-SHOWN.done)) {
    items.set(row.id, rowView({ ...row, status: 'done', done_bytes: row.total_bytes, failure: null }));
  }
  const unwritten = new Set(ended.map(({ row }) => row.id));
  for (const row of lists.flat()) {
    if (!items.has(row.id) && !unwritten.has(row.id)) items.set(row.id, rowView(row));
  }
  return { totals, items: Array.from(items.values()) };
}

function taskView({ row, status, failure, doneBytes, speed }: Task): Transfer {
  const running = status === 'running';
  return {
    ...rowView(row),
    status,
    failure,
    doneBytes: clamp(doneBytes, row.total_bytes),
    bytesPerSecond: running ? speed.bytesPerSecond() : 0,
    secondsLeft: running ? speed.secondsFor(row.total_bytes - doneBytes) : null,
  };
}

function rowView(row: TransferRow): Transfer {
  return {
    id: row.id,
    batchId: row.batch_id,
    direction: row.direction,
    status: row.status,
    name: row.name,
    folderId: row.folder_id,
    totalBytes: row.total_bytes,
    doneBytes: clamp(row.done_bytes, row.total_bytes),
    bytesPerSecond: 0,
    secondsLeft: null,
    failure: parseFailure(row.failure),
    modifiedAt:
      row.source_mtime === null || row.direction === 'zip' ? null : new Date(row.source_mtime).toISOString(),
    existing: row.status === 'asking' ? existingOf(row) : null,
    createdAt: row.created_at,
  };
}

const clamp = (bytes: number, most: number): number => Math.min(most, Math.max(0, bytes));

function parseFailure(text: string | null): Transfer['failure'] {
  if (text === null) return null;
  const parsed = failureSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : ({ code: 'INTERNAL' } satisfies Failure);
}
