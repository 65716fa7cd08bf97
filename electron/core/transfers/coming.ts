import type { Book } from './book.ts';
import type { TransferRow } from './transfers.table.ts';

/** Files that a reading has found and that are on their way into the line, as a person's totals count them. */
export class Coming {
  readonly #book: Book;
  #count = 0;
  #bytes = 0;

  constructor(book: Book) {
    this.#book = book;
  }

  /** All that was found; what was chosen counts already, once for each that waits to be read. */
  found(count: number, bytes: number, chosen: number): void {
    this.#change(count - chosen, bytes);
  }

  /** These are in line now and count by themselves, or are left out; those chosen that they came of are not. */
  came(rows: readonly TransferRow[], chosen: readonly TransferRow[]): void {
    const files = rows.filter(({ status }) => status !== 'failed');
    const bytes = files.reduce((sum, { total_bytes }) => sum + total_bytes, 0);
    this.#change(chosen.length - files.length, -bytes);
  }

  /** Nothing more comes: what was found and has not come changed meanwhile, or the reading was broken off. */
  end(): void {
    this.#change(-this.#count, -this.#bytes);
  }

  #change(count: number, bytes: number): void {
    this.#count += count;
    this.#bytes += bytes;
    this.#book.coming(count, bytes);
  }
}
