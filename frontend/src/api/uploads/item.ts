import type { ConflictChoice } from '../../../../electron/contract/drive.ts';
import type { Failure } from '../../../../electron/contract/errors.ts';
import type { TransferExisting, TransferStatus } from '../../../../electron/contract/transfers.ts';
import type { WebUpload } from '../../../../electron/contract/uploads.ts';
import { randomId } from '../ids.ts';
import { makeSpeed } from './speed.ts';
import type { PageTransfer } from './summary.ts';

interface Beginning {
  readonly batchId: string;
  readonly folderId: string | null;
  /** Null for one that broke off, until its file is chosen again. */
  readonly file: File | null;
  readonly path: readonly string[];
  readonly upload?: WebUpload;
}

/** One file on its way into the cloud. */
export class Item {
  readonly id = randomId();
  readonly batchId: string;
  /** The folder that was chosen; `path` are those below it. */
  readonly folderId: string | null;
  readonly path: readonly string[];
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
  readonly #createdAt = new Date().toISOString();
  readonly #speed = makeSpeed();
  file: File | null;
  status: TransferStatus = 'waiting';
  /** What the cloud knows of it; null until it does. */
  upload: WebUpload | null;
  /** Ends what is being done with it; null while nothing is. */
  stop: AbortController | null = null;
  doneBytes = 0;
  failure: Failure | null = null;
  existing: TransferExisting | null = null;
  choice: ConflictChoice = 'ask';
  /** True once the person said that it is not wanted after all. */
  skipped = false;

  constructor({ batchId, folderId, file, path, upload }: Beginning) {
    this.batchId = batchId;
    this.folderId = folderId;
    this.path = path;
    this.file = file;
    this.upload = upload ?? null;
    this.name = upload?.name ?? file?.name ?? '';
    this.sizeBytes = upload?.sizeBytes ?? file?.size ?? 0;
    this.modifiedAt = upload?.modifiedAt ?? new Date(file?.lastModified ?? 0).toISOString();
  }

  /** Notes how much of it is stored or sent; answers with how much that is more than before. */
  reach(bytes: number): number {
    const more = bytes - this.doneBytes;
    this.doneBytes = bytes;
    this.#speed.note(bytes, Date.now());
    return more;
  }

  /** Stops what is being done with it. */
  halt(status: 'paused' | 'cancelled'): void {
    this.status = status;
    this.stop?.abort(new Error(status));
    this.stop = null;
  }

  /** Begins anew after a failure. */
  again(): void {
    this.failure = null;
    this.choice = 'ask';
    this.status = 'waiting';
  }

  /** Takes the file of one that broke off, if it is the same file. */
  take(file: File): boolean {
    if (file.name.normalize() !== this.name.normalize() || file.size !== this.sizeBytes) return false;
    this.file = file;
    this.status = 'waiting';
    return true;
  }

  /** As the panel shows it. */
  shown(now: number): PageTransfer {
    const moving = this.status === 'running';
    const bytesPerSecond = moving ? this.#speed.now(now) : 0;
    return {
      id: this.id,
      batchId: this.batchId,
      direction: 'upload',
      status: this.status,
      name: this.name,
      folderId: this.upload?.folderId ?? this.folderId,
      totalBytes: this.sizeBytes,
      doneBytes: this.doneBytes,
      bytesPerSecond,
      secondsLeft: bytesPerSecond > 0 ? (this.sizeBytes - this.doneBytes) / bytesPerSecond : null,
      failure: this.failure,
      modifiedAt: this.modifiedAt,
      existing: this.existing,
      createdAt: this.#createdAt,
      needsFile: this.status === 'paused' && this.file === null,
    };
  }
}

/** A file that was chosen. */
export function makeItem(chosen: {
  readonly batchId: string;
  readonly folderId: string | null;
  readonly file: File;
  readonly path: readonly string[];
}): Item {
  return new Item(chosen);
}

/** An upload that broke off when its page was left. */
export function restoredItem(upload: WebUpload): Item {
  const item = new Item({ batchId: randomId(), folderId: upload.folderId, file: null, path: [], upload });
  item.status = 'paused';
  item.doneBytes = upload.parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return item;
}
