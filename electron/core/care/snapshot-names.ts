import { SNAPSHOTS } from '../lib/cloud-keys.ts';

const PACKED = '.sqlite.gz';
const ABOUT = '.json';
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/u;

const DAYS_KEPT = 7;
const WEEKS_KEPT = 4;
const DAY_MS = 24 * 60 * 60_000;

/** The keys of the copy made at a time. */
export function keysOf(at: string): { packed: string; about: string } {
  const stamp = at.replaceAll(/[:.]/gu, '-');
  return { packed: `${SNAPSHOTS}${stamp}${PACKED}`, about: `${SNAPSHOTS}${stamp}${ABOUT}` };
}

/** When the copy behind a key was made, ISO 8601; null for any other key. */
export function timeOfKey(key: string): string | null {
  if (!key.startsWith(SNAPSHOTS) || !key.endsWith(PACKED)) return null;
  const parts = STAMP.exec(key.slice(SNAPSHOTS.length, -PACKED.length));
  return parts === null ? null : `${parts[1]}:${parts[2]}:${parts[3]}.${parts[4]}Z`;
}

/** Which copies are kept, of all there are: the newest of each of the last seven days and four weeks that have one. */
export function kept(times: readonly string[]): Set<string> {
  const newestFirst = times.toSorted().toReversed();
  const keep = new Set<string>();
  const keepNewest = (periodOf: (at: string) => string, count: number) => {
    const seen = new Set<string>();
    for (const at of newestFirst) {
      const period = periodOf(at);
      if (seen.has(period)) continue;
      if (seen.size === count) return;
      seen.add(period);
      keep.add(at);
    }
  };
  keepNewest((at) => at.slice(0, 10), DAYS_KEPT);
  // Weeks begin on Mondays; the first day of the epoch was a Thursday.
  keepNewest((at) => String(Math.floor((Date.parse(at) / DAY_MS + 3) / 7)), WEEKS_KEPT);
  return keep;
}
