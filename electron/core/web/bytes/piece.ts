import { giveBuffer, loseBuffer } from './read-buffers.ts';

/**
 * Bytes of an object in memory, which several may hand on at once: whoever needs them longer than it is called with them
 * retains them, and releases them afterwards. When nobody holds them any more, their memory goes to the next bytes.
 */
export class Piece {
  /** Where the first of them stands in the object, counted from 0. */
  readonly start: number;
  readonly bytes: Buffer;
  readonly #buffer: Buffer | null;
  #holders = 1;
  #lost = false;

  /** `buffer` is what was taken with `takeBuffer`, null for memory of another kind. Whoever makes it holds it. */
  constructor(start: number, bytes: Buffer, buffer: Buffer | null) {
    this.start = start;
    this.bytes = bytes;
    this.#buffer = buffer;
  }

  /** Bytes of memory that it holds. */
  get memory(): number {
    return this.#buffer?.length ?? this.bytes.length;
  }

  retain(): void {
    this.#holders += 1;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0 || this.#buffer === null) return;
    if (this.#lost) loseBuffer(this.#buffer);
    else giveBuffer(this.#buffer);
  }

  /** Releases it where the system may be reading it still: its memory is never used again. */
  lose(): void {
    this.#lost = true;
    this.release();
  }
}
