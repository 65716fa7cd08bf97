import type { Piece } from './piece.ts';

/** What is asked of the store. */
export interface StoreQuestion {
  readonly url: string;
  /** The Host to name; that of the address when absent. */
  readonly host?: string;
  /** Both ends included; null for all of it. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** Bytes that the answer is expected to have, infinite when nobody knows, to read it in fitting pieces. */
  readonly expectedBytes: number;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** The body of one answer of the store, read in order. */
export interface Reading {
  /** Bytes of the body. */
  readonly length: number;
  /**
   * Gives what is read to `take`, which may retain it; settles once all was given. Rejects when the store breaks off,
   * and when it is let go because nobody asks for more.
   */
  run(take: (piece: Piece) => void): Promise<void>;
  /** Reads one piece more; nothing is read unasked. */
  more(): void;
  destroy(): void;
}

/** How long the store may say nothing while it is waited for, in milliseconds. */
export const STORE_IDLE_MS = 60_000;

/** The value of a Range header. */
export function rangeHeader({ start, end }: { readonly start: number; readonly end: number }): string {
  return `bytes=${String(start)}-${String(end)}`;
}
