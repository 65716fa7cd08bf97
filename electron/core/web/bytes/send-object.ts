import type { ServerResponse } from 'node:http';

/** An object of the store, or a part of it, on its way to a browser. */
export interface SentObject {
  /** Where the store gives it to us; never told to the browser. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Both ends included, counted from 0; null for all of it. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/**
 * Streams an object to a browser as fast as it takes it, in memory that does not grow; answers 503 when the store does
 * not give it. Tells how many bytes of the body were handed to the system, and whether that was all.
 */
export function sendObject(
  _response: ServerResponse,
  _object: SentObject,
): Promise<{ readonly bytes: number; readonly complete: boolean }> {
  return Promise.resolve({ bytes: 0, complete: false });
}
