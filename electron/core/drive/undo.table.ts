import type { Selectable } from 'kysely';
import type { Db, Tx, UndoTable } from '../db/schema.ts';

export type UndoRow = Selectable<UndoTable>;

const listed = ['id', 'at', 'kind', 'subject', 'count', 'batch'] as const;

/** A user's changes that can be taken back, newest first, without what is needed for it. */
export function undoListQuery(db: Db | Tx, userId: string) {
  return db.selectFrom('undo').select(listed).where('user_id', '=', userId).orderBy('id', 'desc');
}

/** One change of the user, or the newest for null. */
export function undoQuery(db: Db | Tx, userId: string, id: string | null) {
  const query = db.selectFrom('undo').selectAll().where('user_id', '=', userId);
  return id === null ? query.orderBy('id', 'desc').limit(1) : query.where('id', '=', id);
}

/** The user's changes of a batch, newest first. */
export function undoBatchQuery(db: Db | Tx, userId: string, batch: string) {
  return db
    .selectFrom('undo')
    .selectAll()
    .where('user_id', '=', userId)
    .where('batch', '=', batch)
    .orderBy('id', 'desc');
}

export async function insertUndo(tx: Tx, row: UndoRow): Promise<void> {
  await tx.insertInto('undo').values(row).execute();
}

/** Forgets changes of the user. */
export async function deleteUndo(db: Db | Tx, userId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('undo').where('user_id', '=', userId).where('id', 'in', ids).execute();
}
