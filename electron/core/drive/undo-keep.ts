import type { UndoKind } from '../../contract/organise.ts';
import type { Tx } from '../db/schema.ts';
import { newId } from '../lib/ids.ts';
import { encodeSteps, type KeptStep } from './undo-steps.ts';
import { deleteUndo, insertUndo, undoListQuery } from './undo.table.ts';

/** Actions of each person that can be taken back; those of one batch are one. */
const ACTIONS_KEPT = 50;

/** A change to be kept. */
export interface Kept {
  readonly userId: string;
  readonly at: string;
  readonly kind: UndoKind;
  readonly subject: string;
  readonly count: number;
  readonly batch: string | null;
  readonly steps: readonly KeptStep[];
}

/** Keeps how to take a change back, in its transaction, and forgets the oldest ones. Answers with its id. */
export async function keepUndo(tx: Tx, { steps, userId, ...kept }: Kept): Promise<string> {
  const id = newId();
  await insertUndo(tx, { id, user_id: userId, ...kept, data: encodeSteps(steps) });
  const all = await undoListQuery(tx, userId).execute();
  const actions = new Set<string>();
  const old = all.filter((row) => actions.add(row.batch ?? row.id).size > ACTIONS_KEPT);
  await deleteUndo(
    tx,
    userId,
    old.map((row) => row.id),
  );
  return id;
}
