import type { Db, Tx } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import { localDay } from './days.ts';
import type { UsageRecorder } from './usage-recorder.ts';
import {
  addToEntry,
  addTraffic,
  deleteEntry,
  insertEntry,
  newestAbout,
  readActivity,
  type KeptApart,
} from './usage.table.ts';

/** Entries of one kind that follow each other within this time are one entry. */
const TOGETHER_WITHIN_MS = 10_000;
/** Newest entries among which one to add to is looked for: things done at the same time may alternate. */
const LOOK_BACK = 4;
const ENTRIES_KEPT = 1000;
/** What strangers cause, as often as they like: it must not fill the list, nor push out what people did themselves. */
const BY_STRANGERS = ['linkOpened', 'linkDownloaded', 'requestFilled'] as const;
const THEIRS_KEPT = 300;
/** What strangers do with the same thing is one entry until nobody did for so long. */
const THEIRS_TOGETHER_WITHIN_MS = 15 * 60_000;
/** Notes are told this much later, once, so that the transaction they are part of has ended. */
const TELL_AFTER_MS = 200;

type Noted = Parameters<UsageRecorder['activity']>[1];

/** Makes the recorder of what people do. */
export function makeRecorder({ events, now }: { events: Events; now: () => Date }): UsageRecorder {
  const untold = new Set<string>();
  const tellSoon = (userId: string) => {
    if (untold.has(userId)) return;
    untold.add(userId);
    setTimeout(() => {
      untold.delete(userId);
      events.emit('usage.changed', { userId });
    }, TELL_AFTER_MS).unref();
  };

  const within = (entry: { readonly at: string } | undefined, ms: number) =>
    entry !== undefined && now().getTime() - Date.parse(entry.at) <= ms;

  async function note(db: Db | Tx, { userId, kind, subject, count = 1 }: Noted): Promise<void> {
    const at = now().toISOString();
    const recent = await readActivity(db, userId, LOOK_BACK);
    const same = recent.find((entry) => entry.kind === kind);
    if (same !== undefined && within(same, TOGETHER_WITHIN_MS)) return addToEntry(db, same.id, count, at);
    const entry = { id: newId(), user_id: userId, at, kind, subject, count };
    const theirs = BY_STRANGERS.some((one) => one === kind);
    const kept: KeptApart = {
      kinds: BY_STRANGERS,
      others: !theirs,
      keep: theirs ? THEIRS_KEPT : ENTRIES_KEPT,
    };
    const before = theirs ? await newestAbout(db, { userId, kind, subject }) : undefined;
    if (before === undefined || !within(before, THEIRS_TOGETHER_WITHIN_MS))
      return insertEntry(db, entry, kept);
    // Anew, so that it is the newest of the list again.
    await deleteEntry(db, before.id);
    return insertEntry(db, { ...entry, count: before.count + count }, kept);
  }

  return {
    async activity(db, entry) {
      await note(db, entry);
      tellSoon(entry.userId);
    },
    async traffic(db, { userId, direction, bytes, count = 1 }) {
      const up = direction === 'upload';
      await addTraffic(db, {
        user_id: userId,
        day: localDay(now()),
        uploads: up ? count : 0,
        upload_bytes: up ? bytes : 0,
        downloads: up ? 0 : count,
        download_bytes: up ? 0 : bytes,
      });
      tellSoon(userId);
    },
  };
}
