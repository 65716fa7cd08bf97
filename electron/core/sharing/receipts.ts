import type { Db, ShareVisitsTable, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import type { Events } from '../lib/events.ts';
import { grouped } from '../lib/grouped.ts';
import { newId } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { NoticeBatch } from './notice-batch.ts';
import type { OpenShare, Visitor } from './share-door.ts';
import { hashVisitor } from './tokens.ts';
import { countUse, insertVisits, sinceQuery } from './visits.table.ts';

interface Deps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly notices: NoticeBatch;
  readonly log: Log;
  readonly now: () => Date;
}

/** A share as receipts name it. */
export type Named = Pick<OpenShare, 'id' | 'ownerId' | 'name'>;
/** Who used it, as far as it is noted. */
export type Noted = Pick<Visitor, 'id' | 'name' | 'address' | 'device'>;

/** One browser that opens a page again and again has opened it once in this time, in milliseconds. */
const OPENED_AGAIN_MS = 60 * 60 * 1000;
/** Opened pages are noted together after so long, so that many phones at once do not wait for the disk. */
const GATHER_MS = 1000;
/** So many in one transaction. */
const AT_ONCE = 100;
/** Beyond so many that wait, opened pages are not noted. */
const WAITING = 5000;
const NAME_MAXIMUM = 80;

/** Makes the receipts: who did what with a share, in the same transaction as the counters. */
export function makeReceipts({ db, usage, events, notices, log, now }: Deps) {
  let waiting = new Map<string, { share: Named; visitor: Noted }>();
  let timer: NodeJS.Timeout | undefined;
  let noting = Promise.resolve();

  const visitOf = (
    share: Named,
    visitor: Noted,
    what: Pick<ShareVisitsTable, 'kind' | 'subject' | 'bytes'>,
    id = newId(),
  ) => ({
    id,
    share_id: share.id,
    at: now().toISOString(),
    visitor: hashVisitor(visitor.id),
    by_name: givenName(visitor),
    from_address: visitor.address.slice(0, NAME_MAXIMUM),
    device: visitor.device.slice(0, NAME_MAXIMUM),
    ...what,
  });

  const changed = ({ id, ownerId }: Named) => events.emit('shares.changed', { userId: ownerId, shareId: id });

  /** Notes who opened one share; answers with those who had not lately. */
  async function noteOpened(tx: Tx, share: Named, visitors: readonly Noted[]): Promise<readonly Noted[]> {
    const at = now().toISOString();
    const since = new Date(now().getTime() - OPENED_AGAIN_MS).toISOString();
    const what = { kind: 'opened', subject: null, bytes: null } as const;
    const visits = new Map(visitors.map((visitor) => [hashVisitor(visitor.id), visitor]));
    const asked = { visitors: [...visits.keys()], kind: what.kind, since };
    for (const { visitor } of await sinceQuery(tx, share.id, asked).execute()) visits.delete(visitor ?? '');
    const news = [...visits.values()];
    const rows = news.map((visitor) => visitOf(share, visitor, what));
    const opens = await insertVisits(tx, share.id, rows);
    if (opens === 0) return [];
    await countUse(tx, share.id, { at, opens });
    const { ownerId: userId, name: subject } = share;
    await usage.activity(tx, { userId, kind: 'linkOpened', subject, count: opens });
    return news;
  }

  async function noteTogether(some: readonly { share: Named; visitor: Noted }[]): Promise<void> {
    // The newest knows what it is called now.
    const share = some.at(-1)?.share;
    if (share === undefined) return;
    const visitors = some.map(({ visitor }) => visitor);
    const noted = await db.transaction().execute((tx) => noteOpened(tx, share, visitors));
    if (noted.length > 0) changed(share);
    for (const visitor of noted) tell('linkOpened', share, visitor);
  }

  async function noteWaiting(): Promise<void> {
    const byShare = grouped(waiting.values(), ({ share }) => share.id);
    waiting = new Map();
    for (const all of byShare.values()) {
      for (let from = 0; from < all.length; from += AT_ONCE) {
        await noteTogether(all.slice(from, from + AT_ONCE)).catch((error: unknown) => {
          log.error({ err: error }, 'opened pages could not be noted');
        });
        await breathe();
      }
    }
  }

  function noteSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      noting = noting.then(noteWaiting);
    }, GATHER_MS);
  }

  function tell(kind: Parameters<NoticeBatch['add']>[0]['kind'], share: Named, visitor: Noted): void {
    notices.add({
      ownerId: share.ownerId,
      shareId: share.id,
      kind,
      name: share.name,
      by: givenName(visitor),
    });
  }

  return {
    /** Notes that a page was shown, a moment later. */
    opened(share: Named, visitor: Noted): void {
      const key = `${share.id} ${visitor.id}`;
      if (waiting.size >= WAITING && !waiting.has(key)) return;
      waiting.set(key, { share, visitor });
      noteSoon();
    },
    /** Notes a password that did not fit. */
    async wrongPassword(share: Named, visitor: Noted): Promise<void> {
      const visit = visitOf(share, visitor, { kind: 'wrongPassword', subject: null, bytes: null });
      await db.transaction().execute((tx) => insertVisits(tx, share.id, [visit]));
      changed(share);
    },
    /** Notes a complete download, inside the transaction that counts it. */
    async downloaded(
      tx: Tx,
      share: Named,
      visitor: Noted,
      what: { readonly name: string | null; readonly bytes: number | null },
    ): Promise<void> {
      const visit = visitOf(share, visitor, { kind: 'downloaded', subject: what.name, bytes: what.bytes });
      if ((await insertVisits(tx, share.id, [visit])) === 0) return;
      await countUse(tx, share.id, { at: visit.at, downloads: 1 });
      const { ownerId: userId } = share;
      await usage.activity(tx, { userId, kind: 'linkDownloaded', subject: what.name ?? share.name });
      await usage.traffic(tx, { userId, direction: 'download', bytes: what.bytes ?? 0 });
    },
    /** States what {@link downloaded} noted, once its transaction has ended. */
    tellDownloaded(share: Named, visitor: Noted): void {
      changed(share);
      tell('linkDownloaded', share, visitor);
    },
    /**
     * Notes a file that was sent, inside the transaction that makes it; once for each `uploadId`. True when it had not
     * been noted before.
     */
    async received(
      tx: Tx,
      share: Named,
      visitor: Noted,
      file: { readonly uploadId: string; readonly name: string; readonly bytes: number },
    ): Promise<boolean> {
      const { uploadId, name, bytes } = file;
      const visit = visitOf(share, visitor, { kind: 'received', subject: name, bytes }, uploadId);
      if ((await insertVisits(tx, share.id, [visit])) === 0) return false;
      await countUse(tx, share.id, { at: visit.at, files: 1, bytes });
      await usage.activity(tx, { userId: share.ownerId, kind: 'requestFilled', subject: share.name });
      return true;
    },
    /** States what {@link received} noted, once its transaction has ended. */
    tellReceived(share: Named, visitor: Noted): void {
      changed(share);
      tell('requestFilled', share, visitor);
    },
    /** Notes what is still to be noted. */
    async stop(): Promise<void> {
      clearTimeout(timer);
      await noting;
      await noteWaiting();
      notices.stop();
    },
  };
}

/** The receipts. */
export type Receipts = ReturnType<typeof makeReceipts>;

/** The name that somebody gave, in one line; null where they gave none. */
export function givenName({ name }: Pick<Visitor, 'name'>): string | null {
  const plain = (name ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, NAME_MAXIMUM);
  return plain === '' ? null : plain;
}
