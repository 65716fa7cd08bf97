import type { TransferTotals } from '../../contract/transfers.ts';
import { Speed } from './speed.ts';
import type { TransferRow } from './transfers.table.ts';

/**
 * What a file costs beside its bytes, as so many bytes more: a few hundred files a second are stored while their bytes
 * would be nothing. Without it, thousands of tiny files make the time of the large one after them one of days.
 */
const FILE_WORK = 192 * 1024;

type Status = TransferRow['status'];
type Settled = Exclude<Status, 'running' | 'retrying'>;

/**
 * One person's totals, kept in step with what happens instead of being counted again. What was cancelled or has
 * failed counts as number, and not in the bytes: they will not come.
 */
export class Book {
  readonly speed = new Speed();
  /** Bytes and ended files together, to tell the time left. */
  readonly #pace = new Speed();
  /** Taken from the line and running at this moment; they count as waiting in {@link counts}. */
  running = 0;
  /** Folders and lists of files being read. */
  reading = 0;
  /** Files found by a reading under way that are not in line yet. */
  #coming = { count: 0, bytes: 0 };
  #counts: Record<Settled, number> = none();
  #totalBytes = 0;
  #doneBytes = 0;

  clear(): void {
    this.#counts = none();
    this.#totalBytes = 0;
    this.#doneBytes = 0;
  }

  /** Adds transfers of a status with their bytes together, or with a count of -1 takes one away. */
  add(status: Status, totalBytes: number, doneBytes: number, count = 1): void {
    this.#counts[settled(status)] += count;
    if (status === 'failed' || status === 'cancelled') return;
    const sign = Math.sign(count);
    this.#totalBytes += sign * totalBytes;
    this.#doneBytes += sign * doneBytes;
  }

  /**
   * Counts files that a reading has found, so that the totals are of all of them and the time left is not that of the
   * first few; taken away again, with negative numbers, as they are put in line.
   */
  coming(count: number, bytes: number): void {
    this.#coming = { count: this.#coming.count + count, bytes: this.#coming.bytes + bytes };
  }

  /** Bytes that have moved just now. */
  move(bytes: number): void {
    this.#doneBytes += bytes;
    if (bytes <= 0) return;
    this.speed.add(bytes);
    this.#pace.add(bytes);
  }

  /** One has ended. */
  ended(): void {
    this.#pace.add(FILE_WORK);
  }

  /** Bytes that had moved before. */
  adjust(bytes: number): void {
    this.#doneBytes += bytes;
  }

  /** True while anything runs, waits or is read. */
  get moves(): boolean {
    return this.#counts.waiting > 0 || this.running > 0 || this.reading > 0;
  }

  totals(): TransferTotals {
    /** Whatever is found first would only make the time longer. */
    const counting = this.reading > 0 && this.#coming.bytes <= 0;
    const counts = this.#counts;
    const files = Math.max(0, counts.waiting + this.#coming.count);
    const totalBytes = this.#totalBytes + Math.max(0, this.#coming.bytes);
    return {
      waiting: Math.max(0, counts.waiting - this.running + this.#coming.count),
      asking: counts.asking,
      running: this.running,
      paused: counts.paused,
      failed: counts.failed,
      done: counts.done,
      totalBytes,
      doneBytes: Math.min(totalBytes, Math.max(0, this.#doneBytes)),
      bytesPerSecond: this.speed.bytesPerSecond(),
      secondsLeft: counting ? null : this.#pace.secondsFor(totalBytes - this.#doneBytes + files * FILE_WORK),
      reading: this.reading > 0,
    };
  }
}

function settled(status: Status): Settled {
  return status === 'running' || status === 'retrying' ? 'waiting' : status;
}

const none = () => ({ waiting: 0, asking: 0, paused: 0, failed: 0, done: 0, cancelled: 0 });
