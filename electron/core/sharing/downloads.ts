import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import { makeInTurn } from './in-turn.ts';
import { forgetProgress, keepProgress, progressQuery } from './progress.table.ts';
import { coversAll, formatRanges, parseRanges, withRange, type ByteRange } from './ranges.ts';
import type { Named, Noted, Receipts } from './receipts.ts';
import { LATER, Runs, type Run, type Slot } from './runs.ts';
import type { OpenShare, ShareDownload, ShareDoor } from './share-door.ts';
import { byIdQuery, type FoundShare } from './shares.table.ts';
import { activeShare } from './standing.ts';
import { hashVisitor, lockOf } from './tokens.ts';
import { Unfinished } from './unfinished.ts';

interface Deps {
  readonly db: Db;
  readonly events: Events;
  readonly receipts: Receipts;
  readonly log: Log;
  readonly now: () => Date;
}

type Wanted = Parameters<ShareDoor['download']>[2];
type Sent = Parameters<ShareDownload['sent']>[0];

/** A share as it was opened; one without a lock has no password. */
type Opened = Pick<OpenShare, 'id'> & Partial<Pick<OpenShare, 'lock'>>;

/** Drive changes of a busy moment are looked at together, in milliseconds. */
const GATHER_MS = 100;
/** How long what is broken off at the end is waited for, in milliseconds. */
const LAST_WORDS_MS = 500;

/**
 * Lets downloads through, counts those that become complete, and breaks off what runs for a share that is closed. What
 * may still become complete holds a place within the limit, so that no more can than the limit allows.
 */
export function makeDownloads({ db, events, receipts, log, now }: Deps) {
  const runs = new Runs();
  const unfinished = new Unfinished();
  /** Whoever asks, ends or is looked at again has its turn, so that the count and the places are always of one moment. */
  const inTurn = makeInTurn();

  const active = (shareId: string) => activeShare(db, shareId, now());

  /** Counts what was sent; true when a download became complete by it. */
  function count(share: Named, visitor: Noted, { subject, name, sizeBytes }: Wanted, sent: Sent) {
    const of = { shareId: share.id, visitor: hashVisitor(visitor.id), subject };
    return db.transaction().execute(async (tx) => {
      if ((await byIdQuery(tx, share.id).executeTakeFirst()) === undefined) return false;
      if (sent !== 'all') {
        if (sizeBytes === null) return false;
        const before = await progressQuery(tx, of).executeTakeFirst();
        const had = before === undefined ? [] : parseRanges(before.ranges);
        const has = withRange(had, [Math.max(0, sent.first), Math.min(sent.last, sizeBytes - 1)]);
        if (!coversAll(has, sizeBytes)) {
          if (has === had) return false;
          await keepProgress(tx, of, formatRanges(has), now());
          const tooMany = unfinished.add(visitor.address, of);
          if (tooMany !== null) await forgetProgress(tx, tooMany);
          return false;
        }
      }
      unfinished.remove(visitor.address, of);
      await forgetProgress(tx, of);
      await receipts.downloaded(tx, share, visitor, { name, bytes: sizeBytes });
      return true;
    });
  }

  /** A place for a download, where there is one. */
  async function place(share: Opened, of: Pick<Slot, 'visitor' | 'subject'>, range: ByteRange) {
    const shareId = share.id;
    const row = await active(shareId);
    if (row === null || row.kind === 'request' || row.view_only === 1 || isLocked(row, share)) return null;
    const free = row.download_limit === null ? Infinity : row.download_limit - row.downloads;
    const slot = runs.slotFor(shareId, of, range, free);
    if (slot === null || slot === LATER) return slot;
    const run = begun(row, range, slot);
    runs.add(run);
    return run;
  }

  async function end(run: Run, share: Named, visitor: Noted, wanted: Wanted, sent: Sent | null) {
    try {
      if (sent === null || !(await count(share, visitor, wanted, sent))) return;
    } finally {
      runs.remove(run);
    }
    receipts.tellDownloaded(share, visitor);
    const row = await byIdQuery(db, share.id).executeTakeFirst();
    const limit = row?.download_limit ?? null;
    if (row !== undefined && limit !== null && row.downloads >= limit)
      events.emit('shares.closed', { shareId: share.id });
  }

  /** Breaks off what may not go on. */
  async function review(shareId: string): Promise<void> {
    if (runs.of(shareId).length === 0) return;
    const row = await active(shareId);
    for (const run of runs.of(shareId)) {
      const mayNot =
        row === null ||
        (row.password_hash !== null && row.password_hash !== run.passwordHash) ||
        (row.view_only === 1 && run.slot !== null) ||
        !mayLook(row, run);
      if (mayNot) runs.breakOff(run);
    }
    if (row === null || row.download_limit === null) return;
    const free = Math.max(0, row.download_limit - row.downloads);
    for (const slot of runs.slotsOf(shareId).slice(free)) for (const run of slot.runs) runs.breakOff(run);
  }

  function reviewSoon(shareId: string): void {
    inTurn(shareId, () => review(shareId)).catch((error: unknown) => {
      log.error(
        { err: error, shareId },
        'it could not be seen whether downloads may go on, so they are ended',
      );
      for (const run of runs.of(shareId)) runs.breakOff(run);
    });
  }

  const changedOwners = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const heardClosed = ({ shareId }: { shareId: string }) => reviewSoon(shareId);
  const heardPerson = ({ userId }: { userId: string }) => {
    for (const shareId of runs.sharesOf(userId)) reviewSoon(shareId);
  };
  const heardDrive = ({ userId }: { userId: string }) => {
    changedOwners.add(userId);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const ownerId of changedOwners) heardPerson({ userId: ownerId });
      changedOwners.clear();
    }, GATHER_MS);
  };
  events.on('shares.closed', heardClosed).on('people.changed', heardPerson).on('drive.changed', heardDrive);

  return {
    /** Lets a download begin; null when it may not. */
    async begin(share: Named & Opened, visitor: Noted, wanted: Wanted): Promise<ShareDownload | null> {
      const of = { visitor: hashVisitor(visitor.id), subject: wanted.subject };
      for (;;) {
        const run = await inTurn(share.id, () => place(share, of, rangeOf(wanted)));
        if (run === null) return null;
        // What has ended has its turn already, and leaves its place then.
        if (run === LATER) continue;
        const tell = async (sent: Sent | null) => {
          if (run.told) return;
          run.told = true;
          await inTurn(share.id, () => end(run, share, visitor, wanted, sent));
        };
        return { signal: run.controller.signal, sent: (sent) => tell(sent), broken: () => tell(null) };
      }
    },
    /** Lets something be shown, which counts as nothing; null when it may not be. */
    look(share: Opened): Promise<{ readonly signal: AbortSignal; end(): void } | null> {
      return inTurn(share.id, async () => {
        const row = await active(share.id);
        if (row === null || row.kind === 'request' || isLocked(row, share)) return null;
        const run = begun(row, [0, Infinity], null);
        if (!mayLook(row, run)) return null;
        runs.add(run);
        return { signal: run.controller.signal, end: () => runs.remove(run) };
      });
    },
    /** Breaks everything off, and waits a moment for what had left to be told and counted. */
    async stop(): Promise<void> {
      clearTimeout(timer);
      events.off('shares.closed', heardClosed).off('people.changed', heardPerson);
      events.off('drive.changed', heardDrive);
      runs.breakOffAll();
      const until = performance.now() + LAST_WORDS_MS;
      while (runs.size > 0 && performance.now() < until) await sleep(10);
    },
  };
}

/** What lets downloads through. */
export type Downloads = ReturnType<typeof makeDownloads>;

function begun(row: FoundShare, range: ByteRange, slot: Run['slot']): Run {
  return {
    shareId: row.id,
    ownerId: row.owner_id,
    passwordHash: row.password_hash,
    range,
    controller: new AbortController(),
    slot,
    told: false,
  };
}

/** Whether it has another password by now than the one that it was opened with. */
function isLocked(row: FoundShare, { lock = null }: Opened): boolean {
  return row.password_hash !== null && lockOf(row.password_hash) !== lock;
}

/**
 * Where downloads are counted nothing is shown: what a browser was shown whole it has, and nobody would count it. Of a
 * direct link only the head is looked at.
 */
function mayLook(row: FoundShare, run: Run): boolean {
  return run.slot !== null || row.download_limit === null || row.kind === 'direct';
}

function rangeOf({ range, sizeBytes }: Wanted): ByteRange {
  if (range != null) return [range.first, range.last];
  return [0, sizeBytes === null ? Infinity : Math.max(0, sizeBytes - 1)];
}
