import type { Retention } from '../../../../electron/contract/versions.ts';

/** Days that are offered, and numbers of versions. */
const DAYS = [7, 14, 30, 60, 90, 180, 365];
const COUNTS = [0, 1, 5, 10, 20, 50, 100];

const OFFERED: Record<keyof Retention, readonly number[]> = {
  trashDays: DAYS,
  versionDays: DAYS,
  versionCount: COUNTS,
};

/** What can be chosen for one of the limits: what is offered and what it is now, then no limit. */
export function choicesOf(limit: keyof Retention, now: number | null): (number | null)[] {
  const numbers = new Set(OFFERED[limit]);
  if (now !== null) numbers.add(now);
  return [...[...numbers].toSorted((one, other) => one - other), null];
}

/** True when some things would be kept for a shorter time than before, so that some may go at once. */
export function keepsLess(before: Retention, after: Retention): boolean {
  const less = (one: number | null, other: number | null) => (other ?? Infinity) < (one ?? Infinity);
  return (
    less(before.trashDays, after.trashDays) ||
    less(before.versionDays, after.versionDays) ||
    less(before.versionCount, after.versionCount)
  );
}
