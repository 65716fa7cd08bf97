import type { DriveNode } from '../../contract/drive.ts';
import type { uploads as uploadsGroup, WebUpload } from '../../contract/uploads.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { Reach } from '../sharing/reach.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';

export interface UploadsDeps {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly drive: DriveAccess;
  readonly reach: Reach;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
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

/** Uploads that come in parts by the door, of people with accounts and of strangers. */
export interface Uploads {
  readonly service: ServiceOf<typeof uploadsGroup>;
  /** Reserves, or finds the one of the same file that broke off. `folderId` is a live folder of the owner. */
  begin(
    by: UploadBy,
    file: {
      readonly folderId: string;
      readonly name: string;
      readonly sizeBytes: number;
      readonly modifiedAt: string;
    },
  ): Promise<WebUpload>;
  /** Addresses at this origin, for example `http://192.168.1.20:8710`. Throws UPLOAD_GONE. */
  sign(by: UploadBy, id: string, numbers: readonly number[], origin: string): Promise<string[]>;
  /** Throws UPLOAD_GONE, UPLOAD_INCOMPLETE, and what the drive throws. */
  finish(
    by: UploadBy,
    id: string,
    conflict: 'ask' | 'replace' | 'keepBoth' | 'skip',
  ): Promise<{ node: DriveNode | null; existing: DriveNode | null }>;
  abort(by: UploadBy, id: string): Promise<void>;
  /** Bytes and number of files that are reserved for a share and not yet files. */
  reservedFor(shareId: string): Promise<{ files: number; bytes: number }>;
  /**
   * Whether the door may hand on a part: the upload named in the address (a signed parameter) is under way, the key is
   * its own, and the part has just the size that it must have.
   */
  mayPut(part: {
    readonly uploadId: string;
    readonly key: string;
    readonly number: number;
    readonly bytes: number;
  }): Promise<boolean>;
  /** Removes what nobody went on with for a week, now and then. */
  start(): void;
  stop(): Promise<void>;
}

/** Makes the uploads of browsers. */
export function makeUploads(_deps: UploadsDeps): Uploads {
  const later = () => {
    throw fail('UPLOAD_GONE');
  };
  return {
    service: { begin: later, sign: later, finish: later, abort: later, unfinished: later },
    begin: later,
    sign: later,
    finish: later,
    abort: later,
    reservedFor: () => Promise.resolve({ files: 0, bytes: 0 }),
    mayPut: () => Promise.resolve(false),
    start: () => undefined,
    stop: () => Promise.resolve(),
  };
}
