import type { DriveNode } from '../../contract/drive.ts';
import type { uploads as uploadsGroup, WebUpload } from '../../contract/uploads.ts';
import type { Db, Tx } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import type { Events } from '../lib/events.ts';
import { fail, isFailure } from '../lib/errors.ts';
import { makeGoingOn, type Leave } from '../lib/going-on.ts';
import type { Log } from '../lib/log.ts';
import { partLength } from '../lib/part-size.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { LabelledPut, ObjectStore } from '../objects/object-store.ts';
import type { Reach } from '../sharing/reach.ts';
import { Attempts } from './attempts.ts';
import { makeFinish } from './finish.ts';
import { PartGates, type Passing } from './part-gates.ts';
import { KEPT_MS, makeReserve } from './reserve.ts';
import { makeUploadsService } from './service.ts';
import {
  deleteUpload,
  findForPart,
  findForsaken,
  findOwn,
  forgetEnded,
  sumReserved,
  touchUpload,
  type UploadRow,
} from './uploads.table.ts';

export interface UploadsDeps {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly drive: DriveAccess;
  readonly reach: Pick<Reach, 'ownerOf'>;
  readonly events: Events;
  readonly log: Log;
  /** A name as the drive keeps it. Throws NAME_INVALID, NAME_TOO_LONG. */
  readonly nameOf: (typed: string) => string;
  readonly now?: () => Date;
}

/** Whose upload it is: every call about it has to name the same. */
export interface UploadBy {
  /** In whose drive the file will be. */
  readonly ownerId: string;
  /** Who sends it; null for a stranger. */
  readonly personId: string | null;
  readonly shareId: string | null;
  /** The stranger's browser. */
  readonly visitor: string | null;
  readonly sender: string | null;
}

/** A file that somebody wants to send. */
export interface WantedUpload {
  /** A live folder of the owner. */
  readonly folderId: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/** What becomes of an upload whose name is taken; `ask` keeps it until somebody has decided. */
export type UploadConflict = 'ask' | 'replace' | 'keepBoth' | 'skip';

/** The file that an upload became, or the one that has its name and is still there. */
export interface FinishedUpload {
  readonly node: DriveNode | null;
  readonly existing: DriveNode | null;
}

/** What whoever takes the file writes down of it; what it throws keeps it from being made. */
export type FileNote = (tx: Tx, file: { readonly name: string; readonly sizeBytes: number }) => Promise<void>;

/** A part that the door may hand on. */
export interface PartPass extends Pick<Passing, 'signal'> {
  /** Has to be told once nothing of it can reach the store any more; `whole`: all of it is stored. */
  done(whole?: boolean): void;
  /** Where a file that goes whole is put, with its labels; null for a part, whose own address is right. */
  readonly whole: LabelledPut | null;
}

/** Uploads that come in parts by the door, of people with accounts and of strangers. */
export interface Uploads {
  readonly service: ServiceOf<typeof uploadsGroup>;
  /**
   * Reserves, or finds the one of the same file that broke off. Where `asking` aborts before it is done nothing is
   * reserved. Throws QUOTA_EXCEEDED, CLOUD_FULL, NAME_INVALID, NAME_TOO_LONG.
   */
  begin(by: UploadBy, file: WantedUpload, asking?: AbortSignal): Promise<WebUpload>;
  /**
   * Addresses at this origin, for example `http://192.168.1.20:8710`. Throws UPLOAD_GONE, FOLDER_GONE, READ_ONLY, and
   * QUOTA_EXCEEDED or CLOUD_FULL when there is no room for these parts any more.
   */
  sign(by: UploadBy, id: string, numbers: readonly number[], origin: string): Promise<string[]>;
  /**
   * Again, it answers with the same file for a day. `note` is called in the transaction that makes the file, once for
   * each try to commit it. Throws UPLOAD_GONE, UPLOAD_INCOMPLETE, what the drive throws, and what `note` throws.
   */
  finish(by: UploadBy, id: string, conflict: UploadConflict, note?: FileNote): Promise<FinishedUpload>;
  abort(by: UploadBy, id: string): Promise<void>;
  /** Bytes and number of files that are reserved for a share and not yet files. */
  reservedFor(shareId: string): Promise<{ files: number; bytes: number }>;
  /**
   * Whether the door may hand on a part: the upload named in the address (a signed parameter) is under way, the key is
   * its own and no file, and the part has just the size that it must have. `number` is null for a file that goes whole.
   */
  mayPut(part: {
    readonly uploadId: string;
    readonly key: string;
    readonly number: number | null;
    readonly bytes: number;
  }): Promise<PartPass | null>;
  /** Whether an upload is tried for long without a whole part of it having come, as from who sends a drip. */
  isDrip(id: string): boolean;
  /** Removes what nobody went on with for a week, or for a day where a stranger sent it, now and then. */
  start(): void;
  stop(): Promise<void>;
}

const HOUR_MS = 60 * 60_000;
/** How long what a stranger began and did not go on with may lie on the disk: they come back the same day, or never. */
const STRANGERS_KEPT_MS = 24 * HOUR_MS;
/** The same where nothing of it came. */
const UNSENT_KEPT_MS = HOUR_MS;
/** How long somebody who did not hear that their file arrived is told so when they ask again. */
const ENDED_KEPT_MS = 24 * HOUR_MS;
/** Parts follow one another: when an upload was used is not noted with each. */
const NOTED_MS = 60_000;
const SWEEP_BATCH = 100;
/** In such a time a part comes whole also where three of 8 MiB share a network of 30 kB a second, in milliseconds. */
const DRIP_MS = 15 * 60_000;

/** Makes the uploads of browsers. */
export function makeUploads(deps: UploadsDeps): Uploads {
  const { db, store, drive, reach, events, log, now = () => new Date() } = deps;
  const stopping = new AbortController();
  const gates = new PartGates();
  const attempts = new Attempts();
  const goingOn = makeGoingOn({ events, log });
  const parts = { ...deps, now, signal: stopping.signal };
  const reserve = makeReserve({ ...parts, giveUp });
  const finish = makeFinish({ ...parts, gates, giveUp });
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  const closed = ({ shareId }: { shareId: string }) => gates.breakShare(shareId);
  events.on('shares.closed', closed);

  /** Lets a part come in for as long as what it is of may go on. Throws UPLOAD_GONE, FOLDER_GONE, READ_ONLY. */
  function leaveFor(row: UploadRow): Promise<Leave> {
    const { id, key, owner_id: ownerId, person_id: personId, folder_id: folderId } = row;
    const check = async () => {
      if ((await findForPart(db, id, key, now().toISOString())) === undefined) throw fail('UPLOAD_GONE');
      if (personId === null) await drive.resolveFolder(ownerId, folderId);
      else if ((await reach.ownerOf(db, personId, folderId, 'write')) !== ownerId) throw fail('FOLDER_GONE');
    };
    return goingOn.begin({ key: id, userId: personId ?? ownerId, ownerIds: [ownerId], check });
  }

  async function giveUp(row: UploadRow): Promise<void> {
    await db.transaction().execute(async (tx) => {
      await deleteUpload(tx, row.id);
      await store.rows.discard(tx, [row.object_id]);
    });
  }

  async function sweep(): Promise<void> {
    const ago = (ms: number) => new Date(now().getTime() - ms).toISOString();
    await forgetEnded(db, ago(ENDED_KEPT_MS));
    const before = { people: ago(KEPT_MS), strangers: ago(STRANGERS_KEPT_MS), unsent: ago(UNSENT_KEPT_MS) };
    for (;;) {
      const rows = await findForsaken(db, before, SWEEP_BATCH);
      if (rows.length === 0 || stopping.signal.aborted) return;
      for (const row of rows) await gates.inTurn(row.id, () => gates.whileShut(row.id, () => giveUp(row)));
      log.info({ count: rows.length }, 'gave up uploads that nobody went on with');
    }
  }
  const sweepSafely = () =>
    sweep().catch((error: unknown) => log.warn({ err: error }, 'uploads that broke off stay for now'));

  const uploads: Omit<Uploads, 'service'> = {
    // One after the other, or many at once would each find the room that only one has.
    begin: (by, file, asking) =>
      gates.inTurn(`of ${by.personId ?? by.visitor ?? ''}`, () => reserve.begin(by, file, asking)),
    sign: (by, id, numbers, origin) => reserve.sign(by, id, numbers, origin),
    finish,
    async abort(by, id) {
      await gates.inTurn(id, async () => {
        const row = await findOwn(db, by, id);
        if (row !== undefined) await gates.whileShut(id, () => giveUp(row));
      });
    },
    reservedFor: (shareId) => sumReserved(db, shareId),
    async mayPut({ uploadId, key, number, bytes }) {
      const time = now();
      const row = await findForPart(db, uploadId, key, time.toISOString());
      if (row === undefined || (number === null) !== row.size <= row.part_bytes) return null;
      if (partLength(number ?? 1, row.size, row.part_bytes) !== bytes) return null;
      if (row.used_at === row.created_at || time.getTime() - Date.parse(row.used_at) > NOTED_MS)
        await touchUpload(db, row, time);
      const whole = number === null ? await store.presignWhole(key, reserve.labelsOf(row)) : null;
      const passing = gates.enter(row.id, row.share_id);
      if (passing === null) return null;
      try {
        // It may have ended while this was found out.
        const leave = await leaveFor(row);
        attempts.tried(row.id, time.getTime());
        const done = (cameWhole = false) => {
          if (cameWhole) attempts.cameWhole(row.id);
          leave.end();
          passing.done();
        };
        return { signal: AbortSignal.any([passing.signal, leave.signal]), done, whole };
      } catch (error) {
        passing.done();
        if (isFailure(error)) return null;
        throw error;
      }
    },
    isDrip(id) {
      const since = attempts.since(id);
      return since !== null && now().getTime() - since > DRIP_MS;
    },
    start() {
      sweeping = sweepSafely();
      timer = setInterval(() => {
        sweeping = sweeping.then(sweepSafely);
      }, HOUR_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      events.off('shares.closed', closed);
      stopping.abort();
      await sweeping;
    },
  };
  return { ...uploads, service: makeUploadsService({ ...parts, uploads, view: reserve.view }) };
}
