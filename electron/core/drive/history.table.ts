import type { HistoryTable, Tx } from '../db/schema.ts';

/** Writes what happened to some nodes. */
export async function insertHistory(tx: Tx, rows: readonly HistoryTable[]): Promise<void> {
  await tx.insertInto('history').values(rows).execute();
}
