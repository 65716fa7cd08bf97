import { undoKind, type UndoEntry } from '../../contract/organise.ts';
import type { Db } from '../db/schema.ts';
import { breaksRule } from '../lib/violations.ts';
import { fail, isFailure } from '../lib/errors.ts';
import { grouped } from '../lib/grouped.ts';
import { newChange } from './change.ts';
import { noteHistory } from './history.ts';
import type { ServiceDeps } from './service-deps.ts';
import { takeBack } from './undo-apply.ts';
import { crossingsBack } from './undo-crossing.ts';
import { decodeSteps } from './undo-steps.ts';
import { deleteUndo, undoBatchQuery, undoListQuery, undoQuery, type UndoRow } from './undo.table.ts';

type Listed = Omit<UndoRow, 'user_id' | 'data'>;

/** A change that was taken back. */
export interface Undone extends UndoEntry {
  /** Folders that show something else, by whose drive they are in. */
  readonly changed: ReadonlyMap<string, readonly string[]>;
}

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
 * UNDO_OUTDATED when something has changed since that it would overwrite, and FOLDER_GONE, NOT_FOUND or READ_ONLY where
 * it was in the drive of somebody who does not let one any more; such a change is forgotten, so that the one before it
 * comes next.
 */
export async function undo(
  deps: Pick<ServiceDeps, 'db' | 'aside' | 'events' | 'elsewhere' | 'now'>,
  userId: string,
  id: string | null,
): Promise<Undone> {
  const { db, now } = deps;
  const chosen = await undoQuery(db, userId, id).executeTakeFirst();
  if (chosen === undefined) throw fail('NOTHING_TO_UNDO');
  const known = chosen.batch === null ? [chosen] : await undoBatchQuery(db, userId, chosen.batch).execute();
  const crossings = crossingsBack(
    deps,
    userId,
    known.flatMap((row) => decodeSteps(row.data)),
  );
  try {
    await crossings.look();
    return await db.transaction().execute(async (tx) => {
      // Read again: it may have been taken back meanwhile.
      const batch = await (
        chosen.batch === null ? undoQuery(tx, userId, chosen.id) : undoBatchQuery(tx, userId, chosen.batch)
      ).execute();
      if (batch.length === 0) throw fail('NOTHING_TO_UNDO');
      const change = newChange(userId, now());
      for (const row of batch) {
        const steps = decodeSteps(row.data);
        const local = steps.filter((step) => step.did !== 'crossed');
        for (const step of steps) if (step.did === 'crossed') await crossings.takeBack(tx, row.subject, step);
        await takeBack(tx, change, row.subject, local);
      }
      await noteHistory(tx, userId, change.at, onePerNode(change.happened));
      await crossings.finish(tx);
      await deleteUndo(
        tx,
        userId,
        batch.map((row) => row.id),
      );
      const changed = new Map([[userId, [...change.folderIds]]]);
      for (const [ownerId, { folderIds }] of crossings.changes)
        changed.set(ownerId, [...(changed.get(ownerId) ?? []), ...folderIds]);
      return { ...toEntry(chosen, batch), changed };
    });
  } catch (error) {
    const outdated = isFailure(error, 'UNDO_OUTDATED')
      ? error
      : breaksRule(error)
        ? fail('UNDO_OUTDATED', { name: chosen.subject }, error)
        : null;
    const refused = outdated ?? (isWithdrawn(error) ? error : null);
    if (refused === null) throw error;
    await forget(db, userId, chosen);
    throw refused;
  } finally {
    crossings.stop();
  }
}

/** What was done in the drive of somebody else, who no longer lets one. */
function isWithdrawn(error: unknown): boolean {
  return isFailure(error, 'FOLDER_GONE') || isFailure(error, 'NOT_FOUND') || isFailure(error, 'READ_ONLY');
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
