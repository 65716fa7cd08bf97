import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { toFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Ledger } from './ledger.ts';
import type { Reach } from '../sharing/reach.ts';
import { mayStill } from './leave.ts';
import { planDownloads } from './plan-downloads.ts';
import { planUploads } from './plan-uploads.ts';
import { planZips } from './plan-zips.ts';
import { unreadRoots, updateTransfers, type TransferRow } from './transfers.table.ts';

/** What planning a batch needs. */
export interface PlanDeps {
  readonly db: Db;
  /** How far people may go in each other's drives. */
  readonly reach: Reach;
  readonly drive: DriveAccess;
  readonly ledger: Ledger;
  /** Transfers of this person, from this id on, were put in line. */
  readonly onAdded: (userId: string, firstId: string) => void;
  /** Removes what uploads that are left out have on this computer. */
  readonly discard: (rows: readonly TransferRow[]) => Promise<void>;
}

interface ReaderDeps extends PlanDeps {
  readonly log: Log;
  /** Told when reading begins. */
  readonly onReading: () => void;
}

const PLANS = { upload: planUploads, download: planDownloads, zip: planZips } as const;

interface Reading {
  readonly control: AbortController;
  /** Something may have been added since the last look. */
  again: boolean;
  ended: Promise<void>;
}

/**
 * Reads what people chose (files and whole folders, here or in the cloud) and puts it in line, file by file. What was
 * chosen stays in the table until it has been read, so that a crash or a pause in the middle only means reading again.
 */
export class Reader {
  readonly #deps: ReaderDeps;
  readonly #readings = new Map<string, Reading>();

  constructor(deps: ReaderDeps) {
    this.#deps = deps;
  }

  get count(): number {
    return this.#readings.size;
  }

  /** Begins to read what waits for it, or lets the reading under way look once more. */
  async read(userId: string): Promise<void> {
    const book = await this.#deps.ledger.book(userId);
    const under = this.#readings.get(userId);
    if (under !== undefined) {
      under.again = true;
      return;
    }
    const reading: Reading = { control: new AbortController(), again: true, ended: Promise.resolve() };
    this.#readings.set(userId, reading);
    book.reading += 1;
    this.#deps.onReading();
    reading.ended = this.#readAll(userId, reading)
      .catch((error: unknown) => {
        if (!reading.control.signal.aborted)
          this.#deps.log.error({ err: error }, 'reading what was chosen failed');
      })
      .finally(() => {
        book.reading -= 1;
        if (this.#readings.get(userId) === reading) this.#readings.delete(userId);
        this.#deps.ledger.changed(userId);
      });
  }

  /** Stops reading; what has not been read stays as it is. */
  async stop(userId: string): Promise<void> {
    const reading = this.#readings.get(userId);
    if (reading === undefined) return;
    reading.control.abort();
    await reading.ended;
  }

  async stopAll(): Promise<void> {
    await Promise.all(Array.from(this.#readings.keys(), (userId) => this.stop(userId)));
  }

  async #readAll(userId: string, reading: Reading): Promise<void> {
    const { signal } = reading.control;
    for (;;) {
      reading.again = false;
      const roots = await this.#deps.ledger.write(() => unreadRoots(this.#deps.db, userId));
      const [first] = roots;
      if (first === undefined) {
        if (reading.again) continue;
        // At once, so that whoever asks from now on begins a new one.
        this.#readings.delete(userId);
        return;
      }
      const more = roots.filter(({ id, batch_id }) => id !== first.id && batch_id === first.batch_id);
      const batch: readonly [TransferRow, ...TransferRow[]] = [first, ...more];
      try {
        await mayStill(this.#deps.db, this.#deps.reach, batch);
        await PLANS[first.direction](this.#deps, batch, signal);
      } catch (error) {
        signal.throwIfAborted();
        await this.#fail(userId, batch, error);
      }
      signal.throwIfAborted();
    }
  }

  /** Says of all that was chosen together why none of it can be moved. */
  async #fail(userId: string, batch: readonly TransferRow[], error: unknown): Promise<void> {
    const failure = toFailure(error);
    if (failure.code === 'INTERNAL') this.#deps.log.error({ err: error }, 'a batch could not be planned');
    const change = {
      status: 'failed' as const,
      failure: JSON.stringify(failure),
      finished_at: new Date().toISOString(),
    };
    await this.#deps.ledger.write(() =>
      updateTransfers(
        this.#deps.db,
        batch.map(({ id }) => id),
        change,
      ),
    );
    await this.#deps.ledger.recount(userId);
  }
}
