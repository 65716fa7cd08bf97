import { client } from '../client.ts';
import { noticeSession } from '../queries.ts';
import { begunHere } from './begun-here.ts';
import { holdScreen } from './hold-screen.ts';
import { putPart } from './put-part.ts';
import { makeUploadQueue, type UploadQueue } from './queue.ts';
import { makeSlots } from './slots.ts';

/** Of the six connections that a browser has to the cloud, three send parts; the others are for calls and pictures. */
const PARTS_AT_ONCE = 3;
/** How often it is noted which uploads this page is busy with, in milliseconds. */
const TOUCH_MS = 5000;

let made: { readonly queue: UploadQueue; readonly personId: string } | undefined;

/** The uploads of a person from this browser, kept while the page is open; those of somebody else are forgotten. */
export function uploadsOf(personId: string): UploadQueue {
  if (made?.personId === personId) return made.queue;
  made?.queue.clear();
  made = { queue: makePageQueue(), personId };
  return made.queue;
}

function makePageQueue(): UploadQueue {
  const screen = holdScreen();
  let busy: readonly string[] = [];
  let touched = 0;
  const queue = makeUploadQueue({
    calls: client.uploads,
    put: putPart,
    slots: makeSlots(PARTS_AT_ONCE),
    pause: untilOnline,
    onBegun: (id) => begunHere.touch([id]),
    onEnded: (id) => begunHere.forget(id),
    onRefused: noticeSession,
    onBusy(ids) {
      busy = ids;
      screen.hold(ids.length > 0);
      if (Date.now() - touched < TOUCH_MS) return;
      touched = Date.now();
      begunHere.touch(ids);
    },
  });
  window.addEventListener('beforeunload', (event) => {
    // Asks whether to leave: what is being sent would break off.
    if (queue.active()) event.preventDefault();
  });
  window.addEventListener('pagehide', () => begunHere.leave(busy));
  client.uploads.unfinished().then(
    (uploads) => queue.restore(uploads.filter(({ id }) => begunHere.isLeft(id))),
    // They are found again by choosing their files.
    () => undefined,
  );
  return queue;
}

function untilOnline(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(new Error('stopped'));
      else resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
