import type { Failure } from '../../contract/errors.ts';
import { Speed } from './speed.ts';
import type { TransferRow } from './transfers.table.ts';

/** Files up to this size are small: many at once, because each is more waiting than bytes. */
export const SMALL_MAXIMUM = 16 * 1024 * 1024;

/** Whether a transfer is one of a few at once, and may go on in the middle. */
export const isBig = ({ total_bytes }: Pick<TransferRow, 'total_bytes'>): boolean =>
  total_bytes > SMALL_MAXIMUM;

/** Why a running transfer is made to stop: a person paused or cancelled it, or the app ends. */
export type StopReason = 'pause' | 'cancel' | 'park';

/** The reservation that an upload's bytes go to. */
export interface Reserved {
  readonly id: string;
  readonly key: string;
  /** Set when an earlier try stored it and its file already stands. */
  readonly storedEtag: string | null;
}

/** The object that a download fetches. */
export interface Stored {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly modifiedAt: string;
}

/** A transfer taken from the line: it runs, or waits to be tried again. */
export interface Task {
  /** The row as it is, or will be once the ledger has written it. */
  row: TransferRow;
  readonly object: Reserved | null;
  readonly stored: Stored | null;
  status: 'waiting' | 'running' | 'retrying';
  /** Why it is being tried again. */
  failure: Failure | null;
  /** Bytes that have moved, as the person is told; `row.done_bytes` is what the database knows. */
  doneBytes: number;
  readonly speed: Speed;
  /** Whether the try under way has said how far it is. */
  reported: boolean;
  control: AbortController;
  stopped: StopReason | null;
  /** Settles, never rejects, when the try under way has ended and its outcome is in the ledger. */
  ended: Promise<void>;
  retryTimer: NodeJS.Timeout | null;
}

export function makeTask(row: TransferRow, object: Reserved | null, stored: Stored | null): Task {
  return {
    row,
    object,
    stored,
    status: 'waiting',
    failure: null,
    doneBytes: row.done_bytes,
    speed: new Speed(),
    reported: false,
    control: new AbortController(),
    stopped: null,
    ended: Promise.resolve(),
    retryTimer: null,
  };
}
