import type { Db, Tx } from '../db/schema.ts';
import { fail, isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { FileNote, UploadBy } from '../uploads/uploads.ts';
import { makeInTurn } from './in-turn.ts';
import { givenName, type Receipts } from './receipts.ts';
import {
  staleQuery,
  underWayQuery,
  underWaySince,
  unsentQuery,
  uploadQuery,
  type SentFile,
} from './requests.table.ts';
import { Senders } from './senders.ts';
import type { OpenShare, ShareDoor, Visitor } from './share-door.ts';
import type { FoundShare, ShareRow } from './shares.table.ts';
import type { SharingDeps } from './sharing.ts';
import { activeShare } from './standing.ts';
import { hashVisitor } from './tokens.ts';
import { findVisit, ofVisitorQuery } from './visits.table.ts';

interface Deps extends Pick<SharingDeps, 'drive' | 'uploads' | 'nameOf'> {
  readonly db: Db;
  readonly receipts: Receipts;
  readonly log: Log;
  readonly now: () => Date;
}

type Requests = Pick<ShareDoor, 'beginUpload' | 'signUpload' | 'finishUpload' | 'abortUpload' | 'sent'>;

/** What nobody went on with for so long holds no room any more; it is looked at again when it is complete. */
const RESERVED_MS = 60 * 60 * 1000;
/** Files that one browser, one device and all together have under way in that time at most. */
const OWN_MAXIMUM = 50;
const DEVICE_MAXIMUM = 150;
const ALL_MAXIMUM = 1000;
/** A file that was begun and of which nothing came for so long is not on its way. */
const UNSENT_MS = 10 * 60 * 1000;
/** So many of those are given up by whoever begins the next. */
const GIVEN_UP_AT_ONCE = 100;
/** Marks that turn the direction of letters: by them a program that a stranger sends poses as a picture. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Files that a sender is shown of what was sent, the newest. */
const SENT_SHOWN = 500;

/** Takes files for requests, within what their owner set; nobody is shown anything but what they sent themselves. */
export function makeRequests(deps: Deps) {
  const { db, drive, uploads, receipts, log, now } = deps;
  /** Room is looked for and taken in one turn, so that many at once do not take more than there is. */
  const inTurn = makeInTurn();
  const senders = new Senders();

  async function active(
    shareId: string,
    at: Db | Tx = db,
  ): Promise<FoundShare & { readonly node_id: string }> {
    const row = await activeShare(at, shareId, now());
    if (row === null || row.kind !== 'request' || row.node_id === null) throw fail('NOT_FOUND');
    return { ...row, node_id: row.node_id };
  }

  /**
   * Gives up what nobody went on with lately, the oldest first, as far as it takes more of the disk than the request may
   * together with what is sent now: or who begins ever new files would fill it many times over.
   */
  async function giveWay(
    row: FoundShare,
    { file, since, bytes }: { readonly file: SentFile; readonly since: string; readonly bytes: number },
  ): Promise<void> {
    if (row.maximum_bytes === null) return;
    const stale = await staleQuery(db, row.id, file, since).execute();
    let over = stale.reduce((sum, { size }) => sum + size, row.received_bytes + bytes) - row.maximum_bytes;
    for (const { size, ...upload } of stale) {
      if (over <= 0) return;
      await giveUp(row, upload);
      over -= size;
    }
  }

  function giveUp(
    row: ShareRow,
    { id, visitor, sender }: { id: string; visitor: string | null; sender: string | null },
  ): Promise<void> {
    const by = { ownerId: row.owner_id, personId: null, shareId: row.id, visitor, sender };
    return uploads.abort(by, id);
  }

  /**
   * What is under way to a request, for whoever asks. Others hold room only by what they send, since beginning costs
   * nothing, and as long as it comes; what the same device has begun counts, so that its own files do not come to more
   * than there is room for.
   */
  async function holding(share: OpenShare, visitor: Visitor, file: SentFile) {
    const since = now().getTime() - RESERVED_MS;
    const unsentSince = new Date(now().getTime() - UNSENT_MS).toISOString();
    // Of one moment: a file that is made between the two would be counted in neither.
    const { row, all } = await db.transaction().execute(async (tx) => ({
      row: await active(share.id, tx),
      all: await underWaySince(tx, share.id, file, new Date(since).toISOString()),
    }));
    const young = all.filter(({ sent, usedAt }) => sent || usedAt > unsentSince);
    const browsers = young.filter(({ visitor: whose }) => whose === file.visitor);
    const devices = young.filter(
      ({ id, visitor: whose }) => whose === file.visitor || senders.of(id) === visitor.address,
    );
    const held = young.filter((one) => (one.sent && !uploads.isDrip(one.id)) || devices.includes(one));
    return { row, held, browsers, devices, unsent: young.length - young.filter(({ sent }) => sent).length };
  }

  /** Whether there is room for one more file besides those that hold some. Throws REQUEST_FULL. */
  async function makeRoom(row: FoundShare, file: SentFile, held: readonly { readonly size: number }[]) {
    const before = held.reduce((sum, { size }) => sum + size, 0);
    checkCaps(row, { files: held.length + 1, bytes: before + file.size });
    const since = new Date(now().getTime() - RESERVED_MS).toISOString();
    await giveWay(row, { file, since, bytes: before + file.size });
    return before;
  }

  /** Gives up what was begun and never sent; what is young too where there is too much of it, the oldest first. */
  async function giveUpUnsent(row: FoundShare, unsent: number): Promise<void> {
    const before = new Date(now().getTime() - UNSENT_MS).toISOString();
    for (const upload of await unsentQuery(db, row.id, before, GIVEN_UP_AT_ONCE).execute())
      await giveUp(row, upload);
    if (unsent < ALL_MAXIMUM) return;
    const any = new Date(now().getTime() + 1).toISOString();
    for (const upload of await unsentQuery(db, row.id, any, 1).execute()) await giveUp(row, upload);
  }

  const door: Requests = {
    beginUpload: (share, visitor, { name: typed, sizeBytes, modifiedAt }, asking) =>
      inTurn(share.id, async () => {
        // Browsers that send a whole folder put its path before the name.
        const name = deps.nameOf(typed.slice(typed.lastIndexOf('/') + 1).replaceAll(TURNS, ''));
        const by = byOf(share, visitor);
        const file = {
          visitor: by.visitor,
          name,
          size: sizeBytes,
          modifiedAt: new Date(modifiedAt).toISOString(),
        };
        const { row, held, browsers, devices, unsent } = await holding(share, visitor, file);
        const largest = row.maximum_file_bytes;
        if (largest !== null && sizeBytes > largest) throw fail('FILE_TOO_LARGE', { name, largest });
        const before = await makeRoom(row, file, held);
        const many = browsers.length >= OWN_MAXIMUM || devices.length >= DEVICE_MAXIMUM;
        if (many || held.length >= ALL_MAXIMUM) throw fail('TOO_BUSY');
        await giveUpUnsent(row, unsent);
        return forStranger(sizeBytes, async () => {
          await drive.checkRoom(row.owner_id, sizeBytes, before);
          const wanted = { folderId: row.node_id, name, sizeBytes, modifiedAt: file.modifiedAt };
          const { id, partBytes, parts } = await uploads.begin(by, wanted, asking);
          senders.note(id, visitor.address);
          return { id, partBytes, parts };
        });
      }),
    async signUpload(share, visitor, { id, numbers, origin }) {
      await active(share.id);
      const by = byOf(share, visitor);
      const upload = await uploadQuery(db, share.id, { id, visitor: by.visitor }).executeTakeFirst();
      if (upload !== undefined)
        await inTurn(share.id, async () => {
          const file = { visitor: by.visitor, ...upload };
          const { row, held } = await holding(share, visitor, file);
          // Of those who began before the others sent anything the first goes on, and the rest hear of it early.
          const earlier = held.filter((one) => one.id < id);
          await makeRoom(row, file, earlier);
        });
      return forStranger(upload?.size ?? 0, () => uploads.sign(by, id, numbers, origin));
    },
    async finishUpload(share, visitor, id) {
      const by = byOf(share, visitor);
      const done = await findVisit(db, share.id, id);
      if (done !== undefined) {
        // Asked again, as the answer was lost on its way.
        if (done.visitor !== by.visitor) throw fail('UPLOAD_GONE');
        return { name: done.subject ?? '', sizeBytes: done.bytes ?? 0 };
      }
      const row = await active(share.id);
      // None where it became a file already.
      const upload = await uploadQuery(db, share.id, { id, visitor: by.visitor }).executeTakeFirst();
      if (upload !== undefined) checkCaps(row, { files: 1, bytes: upload.size });
      let first = false;
      // Asked once more where it counts: whoever was first, or whatever was closed meanwhile, is certain only there.
      const note: FileNote = async (tx, { name, sizeBytes }) => {
        checkCaps(await active(share.id, tx), { files: 1, bytes: sizeBytes });
        first = await receipts.received(tx, share, visitor, { uploadId: id, name, bytes: sizeBytes });
      };
      const finish = () => uploads.finish(by, id, 'keepBoth', note);
      const { node } = await forStranger(upload?.size ?? 0, finish);
      if (node === null) throw fail('UPLOAD_GONE');
      if (first) receipts.tellReceived(share, visitor);
      return { name: node.name, sizeBytes: node.sizeBytes ?? 0 };
    },
    abortUpload: (share, visitor, id) => uploads.abort(byOf(share, visitor), id),
    async sent(share, visitor) {
      const of = { visitor: hashVisitor(visitor.id), kind: 'received', limit: SENT_SHOWN } as const;
      const rows = await ofVisitorQuery(db, share.id, of).execute();
      return rows.map(({ subject, bytes, at }) => ({
        name: subject ?? '',
        sizeBytes: bytes ?? 0,
        at: new Date(at),
      }));
    },
  };

  return {
    door,
    /** Gives up what is under way to a request, before it is forgotten. */
    async abandon(row: ShareRow): Promise<void> {
      for (const upload of await underWayQuery(db, row.id).execute()) {
        await giveUp(row, upload).catch((error: unknown) => {
          log.warn({ err: error }, 'an upload to a request that is forgotten stays until the sweep');
        });
      }
    },
  };
}

function byOf(share: OpenShare, visitor: Visitor): UploadBy & { readonly visitor: string } {
  return {
    ownerId: share.ownerId,
    personId: null,
    shareId: share.id,
    visitor: hashVisitor(visitor.id),
    sender: givenName(visitor),
  };
}

function checkCaps(row: FoundShare, more: { files: number; bytes: number }): void {
  const files = row.received_files + more.files;
  const bytes = row.received_bytes + more.bytes;
  if (row.maximum_files !== null && files > row.maximum_files) throw fail('REQUEST_FULL');
  if (row.maximum_bytes !== null && bytes > row.maximum_bytes) throw fail('REQUEST_FULL');
}

/** Says no more to strangers than they need: how full somebody's account or disk is does not concern them. */
async function forStranger<T>(needed: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error, 'QUOTA_EXCEEDED') || isFailure(error, 'CLOUD_FULL'))
      throw fail('CLOUD_FULL', { needed, free: 0 }, error);
    if (isFailure(error, 'FOLDER_GONE')) throw fail('NOT_FOUND', undefined, error);
    throw error;
  }
}
