import type { NameConflict } from '../../contract/drive.ts';
import type { UndoKind } from '../../contract/organise.ts';
import type { ActivityEntry } from '../../contract/usage.ts';
import type { Tx } from '../db/schema.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { noteHistory, type Happened } from './history.ts';
import { keepUndo } from './undo-keep.ts';
import type { Step } from './undo-steps.ts';

/** Gathers what a change does while its transaction goes on. */
export interface Change {
  readonly userId: string;
  /** When, ISO 8601. */
  readonly at: string;
  /** How to take it back, in the order in which it was done. */
  readonly steps: Step[];
  readonly happened: Happened[];
  /** Folders that show something else. */
  readonly folderIds: Set<string>;
}

/** What a change did, for whoever asked for it. */
export interface Outcome {
  readonly count: number;
  readonly undoId: string | null;
  readonly conflicts: NameConflict[];
  readonly folderIds: readonly string[];
}

/** Begins a change. */
export function newChange(userId: string, now: Date): Change {
  return { userId, at: now.toISOString(), steps: [], happened: [], folderIds: new Set() };
}

/** What a change is called where it is kept. */
export interface Described {
  readonly kind: UndoKind;
  /** Null where the statistics are not told. */
  readonly activity: ActivityEntry['kind'] | null;
  /** Name of the first of `count` entries. */
  readonly subject: string | undefined;
  readonly count: number;
  readonly batch?: string | undefined;
  readonly conflicts?: NameConflict[];
}

/** Keeps how to take a change back, its history and its statistics, as the last part of its transaction. */
export async function finish(
  tx: Tx,
  usage: UsageRecorder,
  change: Change,
  described: Described,
): Promise<Outcome> {
  const { userId, at, steps } = change;
  const { kind, activity, subject = '', count, batch = null, conflicts = [] } = described;
  await noteHistory(tx, userId, at, change.happened);
  if (activity !== null && count > 0) await usage.activity(tx, { userId, kind: activity, subject, count });
  const undoId =
    steps.length === 0 ? null : await keepUndo(tx, { userId, at, kind, subject, count, batch, steps });
  return { count, undoId, conflicts, folderIds: [...change.folderIds] };
}
