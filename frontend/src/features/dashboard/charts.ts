import type { FileType } from '../../../../electron/contract/drive.ts';
import type { UsageDay, UsageSummary } from '../../../../electron/contract/usage.ts';

/** A type of file with its part of the used space. */
export interface TypeShare {
  readonly type: FileType;
  readonly bytes: number;
  readonly files: number;
  /** From 0 to 1 of all bytes; of all files when none of them has any content. */
  readonly share: number;
}

/** Types that have files, the largest first. */
export function typeShares(byType: UsageSummary['byType']): TypeShare[] {
  const present = byType.filter(({ files }) => files > 0);
  const bytes = present.reduce((sum, entry) => sum + entry.bytes, 0);
  const files = present.reduce((sum, entry) => sum + entry.files, 0);
  return present
    .map((entry) => ({
      type: entry.type,
      bytes: entry.bytes,
      files: entry.files,
      share: bytes === 0 ? entry.files / files : entry.bytes / bytes,
    }))
    .toSorted((one, other) => other.bytes - one.bytes || other.files - one.files);
}

/** A YYYY-MM-DD day in this computer's time zone. */
export function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${String(date.getFullYear())}-${String(month)}-${String(day)}`;
}

/** Noon of a YYYY-MM-DD day: the same day in every presentation, whatever the clock does that night. */
export function dateOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}

/** The last `count` days up to `today`, oldest first; days without traffic are zero. */
export function lastDays(days: readonly UsageDay[], count: number, today: Date): UsageDay[] {
  const known = new Map(days.map((entry) => [entry.day, entry]));
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index), 12);
    const day = dayOf(date);
    return known.get(day) ?? { day, uploads: 0, uploadBytes: 0, downloads: 0, downloadBytes: 0 };
  });
}

/** Whether any day has an upload or a download. */
export function hasTraffic(days: readonly UsageDay[]): boolean {
  return days.some(({ uploads, downloads }) => uploads + downloads > 0);
}

/** How full something is, from 0 to 1, and whether it is time to say so. */
export function fullness(used: number, total: number): { fraction: number; almostFull: boolean } {
  const fraction = total <= 0 ? 1 : Math.min(1, Math.max(0, used / total));
  return { fraction, almostFull: fraction >= 0.9 };
}
