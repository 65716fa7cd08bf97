import { undoKind, type UndoEntry } from '../../contract/organise.ts';
import type { Db } from '../db/schema.ts';
import { breaksRule } from '../lib/violations.ts';
import { fail, isFailure } from '../lib/errors.ts';
import { grouped } from '../lib/grouped.ts';
import { newChange } from './change.ts';
import { noteHistory } from './history.ts';
import type { ServiceDeps } from './service-deps.ts';
import { takeBack } from './undo-apply.ts';
import { decodeSteps } from './undo-steps.ts';
import { deleteUndo, undoBatchQuery, undoListQuery, undoQuery, type UndoRow } from './undo.table.ts';

type Listed = Omit<UndoRow, 'user_id' | 'data'>;

/** What a user can take back, newest first; the changes of a batch are one, named by the newest of them. */
export async function undoable(db: Db, userId: string): Promise<UndoEntry[]> {
  const rows = await undoListQuery(db, userId).execute();
  return [...grouped(rows, (row) => row.batch ?? row.id).values()].flatMap((batch) => {
    const [newest] = batch;
    return newest === undefined ? [] : [toEntry(newest, batch)];
  });
}

/**
 * Takes back one change with all of its batch, the newest for null, in one transaction. Throws NOTHING_TO_UNDO, or
 * UNDO_OUTDATED when something has changed since that it would overwrite; such a change is forgotten, so that the one
 * before it comes next.
 */
export async function undo(
  { db, now }: Pick<ServiceDeps, 'db' | 'now'>,
  userId: string,
  id: string | null,
): Promise<UndoEntry & { folderIds: readonly string[] }> {
  const chosen = await undoQuery(db, userId, id).executeTakeFirst();
  if (chosen === undefined) throw fail('NOTHING_TO_UNDO');
  try {
    return await db.transaction().execute(async (tx) => {
      // Read again: it may have been taken back meanwhile.
      const batch = await (
        chosen.batch === null ? undoQuery(tx, userId, chosen.id) : undoBatchQuery(tx, userId, chosen.batch)
      ).execute();
      if (batch.length === 0) throw fail('NOTHING_TO_UNDO');
      const change = newChange(userId, now());
      for (const row of batch) await takeBack(tx, change, row.subject, decodeSteps(row.data));
      await noteHistory(tx, userId, change.at, onePerNode(change.happened));
      await deleteUndo(
        tx,
        userId,
        batch.map((row) => row.id),
      );
      return { ...toEntry(chosen, batch), folderIds: [...change.folderIds] };
    });
  } catch (error) {
    const outdated = isFailure(error, 'UNDO_OUTDATED')
      ? error
      : breaksRule(error)
        ? fail('UNDO_OUTDATED', { name: chosen.subject }, error)
        : null;
    if (outdated === null) throw error;
    await forget(db, userId, chosen);
    throw outdated;
  }
}

async function forget(db: Db, userId: string, { id, batch }: UndoRow): Promise<void> {
  const rows = batch === null ? [{ id }] : await undoBatchQuery(db, userId, batch).execute();
  await deleteUndo(
    db,
    userId,
    rows.map((row) => row.id),
  );
}

function toEntry(newest: Listed, batch: readonly Listed[]): UndoEntry {
  const { id, kind, at, subject } = newest;
  const count = batch.reduce((sum, row) => sum + row.count, 0);
  return { id, kind: undoKind.parse(kind), subject: batch.at(-1)?.subject ?? subject, count, at };
}

function onePerNode<T extends { readonly nodeId: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.nodeId, entry])).values()];
}
