import type { ConflictChoice } from '../../../../electron/contract/drive.ts';
import type { TransfersEvent } from '../../../../electron/contract/transfers.ts';
import type { WebUpload } from '../../../../electron/contract/uploads.ts';
import { randomId } from '../ids.ts';
import type { ChosenFile } from './chosen.ts';
import { makeItem, type Item, restoredItem } from './item.ts';
import { carryOut, type CarryDeps } from './carry-out.ts';
import { makeSpeed } from './speed.ts';
import { summarize } from './summary.ts';

/** Files that are sent side by side; their parts share the connections that there are. */
const FILES_AT_ONCE = 3;
/** How often the page hears how far it is, in milliseconds. */
const TELL_MS = 250;

export type UploadAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'clear';

export interface QueueDeps extends Omit<CarryDeps, 'onChange'> {
  /** Called with the ids of the uploads that a page is busy with, and with none when the last has ended. */
  readonly onBusy?: (uploadIds: readonly string[]) => void;
}

/** The uploads of this page: several at once, each gone on with where it broke off. */
export interface UploadQueue {
  /** Puts files in line; `batchId` adds to what was chosen together. */
  add(folderId: string | null, files: readonly ChosenFile[], batchId?: string): string;
  /** Says that folders are being read, so that more is to come; call what it answers when that is over. */
  reading(): () => void;
  /** Shows uploads that broke off earlier: each goes on once its file was chosen again. */
  restore(uploads: readonly WebUpload[]): void;
  /** Hands the file to an upload that broke off; false when it is another one. */
  give(id: string, file: File): boolean;
  act(action: UploadAction, ids: readonly string[] | null): void;
  decide(batchId: string, ids: readonly string[] | null, choice: Exclude<ConflictChoice, 'ask'>): void;
  state(): TransfersEvent;
  subscribe(listener: () => void): () => void;
  /** Uploads that would break off if the page were left now. */
  active(): boolean;
  /** Pauses everything, for example because nobody is signed in any more. */
  stop(): void;
  /** Forgets everything: what is stored stays for a week. */
  clear(): void;
}

/** Makes the queue. */
export function makeUploadQueue(deps: QueueDeps): UploadQueue {
  const items = new Map<string, Item>();
  const listeners = new Set<() => void>();
  const speed = makeSpeed();
  let readers = 0;
  let sent = 0;
  let shown = summarize([], 0, false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const of = (ids: readonly string[] | null) =>
    ids === null ? [...items.values()] : ids.map((id) => items.get(id)).filter((item) => item !== undefined);
  const running = () => [...items.values()].filter(({ stop }) => stop !== null);

  function tell(): void {
    timer = undefined;
    const now = Date.now();
    speed.note(sent, now);
    shown = summarize(
      [...items.values()].map((item) => item.shown(now)),
      speed.now(now),
      readers > 0,
    );
    deps.onBusy?.(running().flatMap(({ upload }) => (upload === null ? [] : [upload.id])));
    for (const listener of listeners) listener();
    // Speeds fade by themselves while nothing is sent.
    if (running().length > 0) soon();
  }

  function soon(): void {
    timer ??= setTimeout(tell, TELL_MS);
  }

  function at(): void {
    clearTimeout(timer);
    tell();
  }

  function next(): void {
    for (const item of items.values()) {
      if (running().length >= FILES_AT_ONCE) break;
      if (item.status === 'waiting') void run(item);
    }
  }

  async function run(item: Item): Promise<void> {
    const stop = new AbortController();
    item.stop = stop;
    item.status = 'running';
    at();
    try {
      await carryOut(item, stop.signal, {
        ...deps,
        onChange(bytes) {
          sent += Math.max(0, bytes);
          soon();
        },
        onBegun(id) {
          deps.onBegun?.(id);
          // What was shown as broken off is this very one.
          for (const other of items.values())
            if (other !== item && other.file === null && other.upload?.id === id) items.delete(other.id);
        },
      });
      if (item.skipped) items.delete(item.id);
    } finally {
      if (item.stop === stop) item.stop = null;
      next();
      at();
    }
  }

  function cancel(item: Item): void {
    const { upload } = item;
    item.halt('cancelled');
    items.delete(item.id);
    if (upload === null) return;
    deps.onEnded?.(upload.id);
    // What could not be told is swept up after a week.
    deps.calls.abort({ id: upload.id }).catch(() => undefined);
  }

  const ACTS: Record<UploadAction, (item: Item) => void> = {
    pause(item) {
      if (['waiting', 'running', 'retrying'].includes(item.status)) item.halt('paused');
    },
    resume(item) {
      if (item.status === 'paused' && item.file !== null) item.status = 'waiting';
    },
    retry(item) {
      if (item.status === 'failed') item.again();
    },
    cancel(item) {
      if (!['done', 'failed', 'cancelled'].includes(item.status)) cancel(item);
    },
    clear(item) {
      if (item.status === 'failed') cancel(item);
      else if (item.status === 'done') items.delete(item.id);
    },
  };

  return {
    add(folderId, files, batchId = randomId()) {
      for (const { file, path } of files) {
        const item = makeItem({ batchId, folderId, file, path });
        items.set(item.id, item);
      }
      next();
      at();
      return batchId;
    },
    reading() {
      readers += 1;
      at();
      let over = false;
      return () => {
        if (over) return;
        over = true;
        readers -= 1;
        at();
      };
    },
    restore(uploads) {
      const known = new Set([...items.values()].map(({ upload }) => upload?.id));
      for (const upload of uploads) {
        if (known.has(upload.id)) continue;
        const item = restoredItem(upload);
        items.set(item.id, item);
      }
      at();
    },
    give(id, file) {
      const item = items.get(id);
      if (item === undefined || !item.take(file)) return false;
      next();
      at();
      return true;
    },
    act(action, ids) {
      for (const item of of(ids)) ACTS[action](item);
      next();
      at();
    },
    decide(batchId, ids, choice) {
      for (const item of of(ids)) {
        if (item.batchId !== batchId || item.status !== 'asking') continue;
        item.choice = choice;
        item.status = 'waiting';
      }
      next();
      at();
    },
    state: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    active: () =>
      readers > 0 ||
      [...items.values()].some(({ status }) => ['waiting', 'running', 'retrying', 'asking'].includes(status)),
    stop() {
      for (const item of items.values()) ACTS.pause(item);
      at();
    },
    clear() {
      for (const item of items.values()) item.halt('cancelled');
      items.clear();
      at();
    },
  };
}
