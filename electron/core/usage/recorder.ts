import type { Events } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import { localDay } from './days.ts';
import type { UsageRecorder } from './usage-recorder.ts';
import { addToEntry, addTraffic, insertEntry, readActivity } from './usage.table.ts';

/** Entries of one kind that follow each other within this time are one entry. */
const TOGETHER_WITHIN_MS = 10_000;
/** Newest entries among which one to add to is looked for: things done at the same time may alternate. */
const LOOK_BACK = 4;
const ENTRIES_KEPT = 1000;
/** Notes are told this much later, once, so that the transaction they are part of has ended. */
const TELL_AFTER_MS = 200;

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

  return {
    async activity(db, { userId, kind, subject, count = 1 }) {
      const at = now();
      const recent = await readActivity(db, userId, LOOK_BACK);
      const same = recent.find((entry) => entry.kind === kind);
      if (same !== undefined && at.getTime() - Date.parse(same.at) <= TOGETHER_WITHIN_MS)
        await addToEntry(db, same.id, count, at.toISOString());
      else
        await insertEntry(
          db,
          { id: newId(), user_id: userId, at: at.toISOString(), kind, subject, count },
          ENTRIES_KEPT,
        );
      tellSoon(userId);
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
