import type { Failure } from '../../contract/errors.ts';
import { newId } from '../lib/ids.ts';
import type { TransferRow } from './transfers.table.ts';

type Given = Pick<TransferRow, 'batch_id' | 'user_id' | 'direction' | 'name' | 'path'> & Partial<TransferRow>;

/** A new row in line; without `source_mtime` it is something chosen that has still to be read. */
export function newRow(given: Given): TransferRow {
  return {
    id: newId(),
    status: 'waiting',
    temporary: 0,
    folder_id: null,
    node_id: null,
    object_id: null,
    total_bytes: 0,
    done_bytes: 0,
    source_mtime: null,
    multipart: null,
    conflict: null,
    version_id: null,
    drive_owner_id: null,
    selection: null,
    failure: null,
    attempts: 0,
    created_at: new Date().toISOString(),
    finished_at: null,
    ...given,
  };
}

/** In whose drive the file of a transfer is, or will be. */
export function driveOf(row: Pick<TransferRow, 'user_id' | 'drive_owner_id'>): string {
  return row.drive_owner_id ?? row.user_id;
}

/** A row that failed before it could be put in line; trying it again means reading it again. */
export function failedRow(given: Given, failure: Failure): TransferRow {
  return newRow({
    ...given,
    status: 'failed',
    failure: JSON.stringify(failure),
    finished_at: new Date().toISOString(),
  });
}

/** The id that comes first in line; undefined for no rows. */
export function firstId(rows: readonly TransferRow[]): string | undefined {
  return rows.map(({ id }) => id).toSorted()[0];
}

/** Gathers rows, so that many are put in line at a time. */
export class Gathered {
  readonly #write: (rows: readonly TransferRow[], replaced: readonly TransferRow[]) => Promise<void>;
  #rows: TransferRow[] = [];
  #replaced: TransferRow[] = [];

  constructor(write: (rows: readonly TransferRow[], replaced: readonly TransferRow[]) => Promise<void>) {
    this.#write = write;
  }

  async add(row: TransferRow): Promise<void> {
    this.#rows.push(row);
    if (this.#rows.length >= ROWS_AT_ONCE) await this.flush();
  }

  /** Takes what was chosen off the list together with the last rows that come of it. */
  async replace(root: TransferRow): Promise<void> {
    this.#replaced.push(root);
    if (this.#replaced.length >= ROWS_AT_ONCE) await this.flush();
  }

  /**
   * Puts a row in the place of what was chosen. Where that is the chosen file itself it keeps its id, so that whoever
   * pauses or cancels it in this very moment means the same.
   */
  async become(root: TransferRow, row: TransferRow): Promise<void> {
    this.#replaced.push(root);
    await this.add({ ...row, id: root.id });
  }

  async flush(): Promise<void> {
    const [rows, replaced] = [this.#rows, this.#replaced];
    this.#rows = [];
    this.#replaced = [];
    if (rows.length + replaced.length > 0) await this.#write(rows, replaced);
  }
}

const ROWS_AT_ONCE = 250;
