import type {
  Transfer,
  TransfersEvent,
  TransferStatus,
  TransferTotals,
} from '../../../../electron/contract/transfers.ts';

/** What the panel says about all transfers together. */
export type Mood = 'reading' | 'running' | 'paused' | 'failed' | 'done' | 'nothing';

/** How many are not finished, whatever the reason. */
export function openCount({ waiting, running, paused }: TransferTotals): number {
  return waiting + running + paused;
}

/** How many there are in all, also those that the list leaves out. */
export function allCount(totals: TransferTotals): number {
  return openCount(totals) + totals.failed + totals.done;
}

/** Whether there is anything to show. */
export function isEmpty({ totals, items }: TransfersEvent): boolean {
  return items.length === 0 && allCount(totals) === 0 && !totals.reading;
}

/** The one thing that matters most at the moment. */
export function moodOf(totals: TransferTotals): Mood {
  if (totals.running + totals.waiting > 0) return 'running';
  if (totals.reading) return 'reading';
  if (totals.paused > 0) return 'paused';
  if (totals.failed > 0) return 'failed';
  return totals.done > 0 ? 'done' : 'nothing';
}

/** Part that is done, from 0 to 1; empty files count as done once their status says so. */
export function fractionOf({ doneBytes, totalBytes }: Pick<Transfer, 'doneBytes' | 'totalBytes'>): number {
  return totalBytes === 0 ? 0 : Math.min(1, Math.max(0, doneBytes / totalBytes));
}

export type TransferAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'clear';

/** What can be done with a transfer in a status, the most useful first. */
export function actionsFor(status: TransferStatus): readonly TransferAction[] {
  switch (status) {
    case 'waiting':
    case 'running':
    case 'retrying':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'failed':
      return ['retry', 'clear'];
    case 'cancelled':
      return ['retry', 'clear'];
    case 'done':
      return ['clear'];
  }
}

/** What can be done with all of them. */
export function actionsForAll({ waiting, running, paused, failed, done }: TransferTotals): TransferAction[] {
  return [
    ...(waiting + running > 0 ? (['pause'] as const) : []),
    ...(paused > 0 ? (['resume'] as const) : []),
    ...(failed > 0 ? (['retry'] as const) : []),
    ...(waiting + running + paused > 0 ? (['cancel'] as const) : []),
    ...(done + failed > 0 ? (['clear'] as const) : []),
  ];
}

export interface Outcome {
  readonly done: number;
  readonly failed: number;
}

/**
 * What to say aloud after a change: nothing while something is on its way, the outcome when the last one ended.
 * Counts are what was added since `atStart`, the totals when the work began.
 */
export function outcomeOf(
  before: TransferTotals,
  now: TransferTotals,
  atStart: Outcome,
): Outcome | null {
  const wasBusy = openCount(before) > 0 || before.reading;
  const isBusy = openCount(now) > 0 || now.reading;
  if (!wasBusy || isBusy) return null;
  const outcome = {
    done: Math.max(0, now.done - atStart.done),
    failed: Math.max(0, now.failed - atStart.failed),
  };
  return outcome.done + outcome.failed === 0 ? null : outcome;
}
