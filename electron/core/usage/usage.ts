import { fileType, type FileType } from '../../contract/drive.ts';
import { activityEntry, type usage, type UsageDay, type UsageSummary } from '../../contract/usage.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { signedIn, type SignedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { ServiceOf } from '../lib/service.ts';
import { watchFacts } from '../lib/watch.ts';
import { lastDays } from './days.ts';
import { makeRecorder } from './recorder.ts';
import type { UsageRecorder } from './usage-recorder.ts';
import {
  amountsQuery,
  readActivity,
  readDays,
  readEveryone,
  readUse,
  trashAmountsQuery,
  type TypeAmount,
} from './usage.table.ts';

export interface UsageDeps {
  readonly db: Db;
  /** Reads much without blocking. */
  readonly aside: Aside;
  readonly events: Events;
  /** Bytes of the disk that holds the cloud; null when it cannot be known. */
  readonly freeSpace: () => Promise<{ freeBytes: number; totalBytes: number } | null>;
  readonly now?: () => Date;
}

/** Shortest time between two ticks of a watcher: every tick makes it count all again. */
const TICK_MS = 1000;

/** Makes the statistics: what people see of them, and what other rooms tell them. */
export function makeUsage({ db, aside, events, freeSpace, now = () => new Date() }: UsageDeps): {
  readonly service: ServiceOf<typeof usage>;
  readonly recorder: UsageRecorder;
} {
  const service: ServiceOf<typeof usage> = {
    summary: (caller) => summarise({ db, aside, freeSpace }, signedIn(caller)),
    async days(caller, { days }) {
      const { userId } = signedIn(caller);
      const range = lastDays(now(), days);
      const rows = await readDays(db, userId, range[0] ?? '');
      const known = new Map(rows.map((row) => [row.day, row]));
      return range.map((day) => known.get(day) ?? dayWithout(day));
    },
    async activity(caller, { limit }) {
      const rows = await readActivity(db, signedIn(caller).userId, limit);
      return rows
        .map((row) => activityEntry.parse(row))
        .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
    },
    async *watch(caller, _input, signal) {
      const user = signedIn(caller);
      const concerns = ({ userId }: { userId: string }) => userId === user.userId || seesEveryone(user);
      for await (const _ of watchFacts(events, 'usage.changed', { concerns, signal, intervalMs: TICK_MS }))
        yield { at: now().toISOString() };
    },
  };
  return { service, recorder: makeRecorder({ events, now }) };
}

function dayWithout(day: string): UsageDay {
  return { day, uploads: 0, uploadBytes: 0, downloads: 0, downloadBytes: 0 };
}

function seesEveryone(user: SignedIn): boolean {
  return user.role !== 'member';
}

async function summarise(
  { db, aside, freeSpace }: Pick<UsageDeps, 'db' | 'aside' | 'freeSpace'>,
  user: SignedIn,
): Promise<UsageSummary> {
  const use = await readUse(db, user.userId);
  if (use === undefined) throw fail('NOT_FOUND');
  const [all, trashed] = await Promise.all([
    aside.all(amountsQuery(db, user.userId)),
    aside.all(trashAmountsQuery(db, user.userId)),
  ]);
  const everyone = seesEveryone(user) ? await readEveryone(db) : null;
  const disk = await freeSpace();

  const trash = { bytes: 0, files: 0 };
  for (const { bytes, files } of trashed) {
    trash.bytes += bytes;
    trash.files += files;
  }
  const quotaLeft = use.quota_bytes === null ? Infinity : use.quota_bytes - use.used_bytes;
  const available = Math.min(quotaLeft, disk?.freeBytes ?? Infinity);
  return {
    mine: {
      live: { bytes: use.used_bytes - trash.bytes - use.version_bytes, files: use.file_count - trash.files },
      trash,
      versions: { bytes: use.version_bytes, files: use.version_count },
      quotaBytes: use.quota_bytes,
      availableBytes: available === Infinity ? null : Math.max(0, available),
    },
    everyone,
    disk,
    byType: withoutTrash(all, trashed),
  };
}

/** Largest first; types of which nothing is left are absent. */
function withoutTrash(
  all: readonly TypeAmount[],
  trashed: readonly TypeAmount[],
): { type: FileType; bytes: number; files: number }[] {
  const sums = new Map<FileType, { bytes: number; files: number }>();
  const add = (amounts: readonly TypeAmount[], sign: 1 | -1) => {
    for (const { type, bytes, files } of amounts) {
      const known = fileType.catch('other').parse(type);
      const sum = sums.get(known) ?? { bytes: 0, files: 0 };
      sums.set(known, { bytes: sum.bytes + sign * bytes, files: sum.files + sign * files });
    }
  };
  add(all, 1);
  add(trashed, -1);
  return [...sums]
    .map(([type, { bytes, files }]) => ({ type, bytes, files }))
    .filter(({ files }) => files > 0)
    .toSorted((one, other) => other.bytes - one.bytes);
}
