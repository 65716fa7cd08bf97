import type { TransfersEvent } from '../../../../electron/contract/transfers.ts';
import type { Conflict, ConflictDecision } from '../../ui/conflict-dialog.tsx';

/** Uploads of one batch that the person is asked about. */
export interface Asked {
  readonly batchId: string;
  readonly conflicts: readonly Conflict[];
}

export interface AskingState {
  readonly event: TransfersEvent | null;
  /** What is being asked; it stays as it is until it is answered, whatever comes meanwhile. */
  readonly asked: Asked | null;
  /** Batches that were asked about by themselves: once each. */
  readonly offered: ReadonlySet<string>;
}

export type AskingAction =
  | { readonly kind: 'event'; readonly event: TransfersEvent }
  | { readonly kind: 'ask' }
  | { readonly kind: 'close' };

export const NOTHING_ASKED: AskingState = { event: null, asked: null, offered: new Set() };

/** What is asked now: each batch by itself once all of it has been read, and any of them again when the person wants. */
export function askingNext(state: AskingState, action: AskingAction): AskingState {
  switch (action.kind) {
    case 'event': {
      const { event } = action;
      const batchId = state.asked === null && !event.totals.reading ? nextBatch(event, state.offered) : null;
      return batchId === null ? { ...state, event } : ask({ ...state, event }, event, batchId);
    }
    case 'ask': {
      const batchId = state.event === null ? null : nextBatch(state.event, new Set());
      return state.event === null || batchId === null ? state : ask(state, state.event, batchId);
    }
    case 'close':
    default:
      return { ...state, asked: null };
  }
}

/** One answer for all of a batch, those that the list leaves out too; null where they differ. */
export function oneAnswer(decisions: ReadonlyMap<string, ConflictDecision>): ConflictDecision | null {
  const answers = [...new Set(decisions.values())];
  return answers.length === 1 ? (answers[0] ?? null) : null;
}

function ask(state: AskingState, event: TransfersEvent, batchId: string): AskingState {
  const conflicts = conflictsOf(event, batchId);
  return { ...state, asked: { batchId, conflicts }, offered: new Set([...state.offered, batchId]) };
}

function nextBatch({ items }: TransfersEvent, offered: ReadonlySet<string>): string | null {
  return items.find(({ status, batchId }) => status === 'asking' && !offered.has(batchId))?.batchId ?? null;
}

function conflictsOf({ items }: TransfersEvent, batchId: string): Conflict[] {
  return items
    .filter((item) => item.status === 'asking' && item.batchId === batchId)
    .map(({ id, name, totalBytes, modifiedAt, existing, createdAt }) => ({
      id,
      name,
      kind: 'file' as const,
      incoming: modifiedAt === null ? null : { sizeBytes: totalBytes, modifiedAt },
      existing: existing ?? { sizeBytes: null, modifiedAt: createdAt },
      canReplace: true,
    }));
}
