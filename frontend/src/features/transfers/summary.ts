import type {
  Transfer,
  TransfersEvent,
  TransferStatus,
  TransferTotals,
} from '../../../../electron/contract/transfers.ts';

/** What the panel says about all transfers together. */
export type Mood = 'away' | 'reading' | 'running' | 'asking' | 'paused' | 'failed' | 'done' | 'nothing';

/** How many are not finished, whatever the reason. */
export function openCount({ waiting, running, paused }: TransferTotals): number {
  return waiting + running + paused;
}

/** How many there are in all, also those that the list leaves out. */
export function allCount(totals: TransferTotals): number {
  return openCount(totals) + totals.asking + totals.failed + totals.done;
}

/** Whether there is anything to show. */
export function isEmpty({ totals, items }: TransfersEvent): boolean {
  return items.length === 0 && allCount(totals) === 0 && !totals.reading;
}

/** Failures after which everything waits for the cloud, and goes on by itself. */
const AWAY: ReadonlySet<string> = new Set(['SERVER_NOT_RUNNING', 'ENDPOINT_UNREACHABLE']);

/** What matters most, with what can only be told from the transfers themselves. */
export function moodOfAll({ totals, items }: TransfersEvent): Mood {
  const mood = moodOf(totals);
  if (mood !== 'running' && mood !== 'reading') return mood;
  const waits = items.some(
    ({ status, failure }) => status === 'retrying' && failure !== null && AWAY.has(failure.code),
  );
  return waits && !items.some(({ status }) => status === 'running') ? 'away' : mood;
}

/** The one thing that matters most at the moment, as far as the totals tell. */
export function moodOf(totals: TransferTotals): Exclude<Mood, 'away'> {
  if (totals.running > 0) return 'running';
  // A folder that is being read waits too, as one entry of no size: neither number means anything yet.
  if (totals.reading) return 'reading';
  if (totals.waiting > 0) return 'running';
  if (totals.asking > 0) return 'asking';
  if (totals.paused > 0) return 'paused';
  if (totals.failed > 0) return 'failed';
  return totals.done > 0 ? 'done' : 'nothing';
}

/** Bytes that had gone before what is on its way now, as {@link roundFrom} keeps them. */
export interface Round {
  readonly past: number;
  readonly done: number;
  readonly totalBytes: number;
}

/**
 * What had ended when something new began stays on the list, and is no part of how far the new is: a small file after
 * a large one would begin near its end. `before` is what the last call answered; null the first time.
 */
export function roundFrom(before: Round | null, totals: TransferTotals): Round {
  const { done, totalBytes } = totals;
  const rests = openCount(totals) === 0 && !totals.reading;
  // What is taken off the list takes its bytes along.
  const cleared = before !== null && done < before.done ? Math.max(0, before.totalBytes - totalBytes) : 0;
  const past = rests ? totals.doneBytes : Math.max(0, (before?.past ?? 0) - cleared);
  return before?.past === past && before.done === done && before.totalBytes === totalBytes
    ? before
    : { past, done, totalBytes };
}

/** The totals of what is on its way now. */
export function withoutPast(totals: TransferTotals, { past }: Round): TransferTotals {
  const less = Math.min(past, totals.doneBytes);
  return { ...totals, doneBytes: totals.doneBytes - less, totalBytes: totals.totalBytes - less };
}

/** Part that is done, from 0 to 1; empty files count as done once their status says so. */
export function fractionOf({ doneBytes, totalBytes }: Pick<Transfer, 'doneBytes' | 'totalBytes'>): number {
  return totalBytes === 0 ? 0 : Math.min(1, Math.max(0, doneBytes / totalBytes));
}

export type TransferAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'clear';

/** What can be done with a transfer in a status, the most useful first. */
export const ACTIONS: Record<TransferStatus, readonly TransferAction[]> = {
  waiting: ['pause', 'cancel'],
  asking: ['cancel'],
  running: ['pause', 'cancel'],
  retrying: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  failed: ['retry', 'clear'],
  cancelled: ['retry', 'clear'],
  done: ['clear'],
};

/** What can be done with all of them. */
export function actionsForAll({
  waiting,
  asking,
  running,
  paused,
  failed,
  done,
}: TransferTotals): TransferAction[] {
  return [
    ...(waiting + running > 0 ? (['pause'] as const) : []),
    ...(paused > 0 ? (['resume'] as const) : []),
    ...(failed > 0 ? (['retry'] as const) : []),
    ...(waiting + asking + running + paused > 0 ? (['cancel'] as const) : []),
    ...(done + failed > 0 ? (['clear'] as const) : []),
  ];
}

/** How many ended since some moment. */
export interface Outcome {
  readonly done: number;
  readonly failed: number;
}

/**
 * What ended since the last time that nothing was on its way. `since` are the counts of that time, to be handed back
 * the next time; `outcome` is null while something is on its way, and when nothing ended.
 */
export function roundOf(
  since: Outcome | null,
  now: TransferTotals,
): { readonly since: Outcome; readonly outcome: Outcome | null } {
  if (since === null) return { since: { done: now.done, failed: now.failed }, outcome: null };
  // Ended ones can be taken off the list.
  const base = { done: Math.min(since.done, now.done), failed: Math.min(since.failed, now.failed) };
  if (openCount(now) > 0 || now.reading) return { since: base, outcome: null };
  const outcome = { done: now.done - base.done, failed: now.failed - base.failed };
  return {
    since: { done: now.done, failed: now.failed },
    outcome: outcome.done + outcome.failed === 0 ? null : outcome,
  };
}
