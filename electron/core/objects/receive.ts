import type { Verifier } from './checksum.ts';
import type { DirectResponse } from './direct-get.ts';
import { giveMegabytes, takeMegabyte } from './megabytes.ts';

interface Receiving {
  /** Where the body begins in the whole. */
  readonly start: number;
  /** Takes a piece that begins at `at` in the whole; it holds something else once that is done. */
  readonly write: (piece: Buffer, at: number) => Promise<void>;
  /** How many pieces may wait for the one that is written. */
  readonly ahead: number;
  readonly verifier: Verifier | null;
  readonly onProgress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes what arrives in pieces of a megabyte, gathered in a few buffers that go round, so that some fill while one is
 * written and what the network made can go at once.
 */
export async function receive(
  response: DirectResponse,
  { start, write, ahead, verifier, onProgress, signal }: Receiving,
): Promise<void> {
  const buffers = Array.from({ length: ahead + 1 }, takeMegabyte);
  const free = [...buffers];
  /** What waits to be written, in its order. */
  const full: { readonly buffer: Buffer; readonly length: number }[] = [];
  let filling: Buffer | undefined;
  let filled = 0;
  let position = start;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  let failed: unknown;

  /** Says that it has ended in the same turn in which it found nothing more, so that nothing is left behind. */
  const writeFull = async () => {
    isWriting = true;
    try {
      for (let next = full.shift(); next !== undefined; next = full.shift()) {
        const piece = next.buffer.subarray(0, next.length);
        await write(piece, position);
        position += piece.length;
        onProgress(position);
        free.push(next.buffer);
        response.resume();
      }
    } catch (error) {
      full.length = 0;
      failed = error;
      response.destroy();
    }
    isWriting = false;
  };
  const hand = (buffer: Buffer) => {
    verifier?.update(buffer.subarray(0, filled));
    full.push({ buffer, length: filled });
    filling = undefined;
    filled = 0;
    if (!isWriting) writing = writeFull();
  };
  const take = (chunk: Buffer) => {
    let taken = 0;
    while (taken < chunk.length && failed === undefined) {
      filling ??= free.pop();
      // None is free: what is left of this chunk comes again when one is.
      if (filling === undefined) break;
      const count = chunk.copy(filling, filled, taken);
      filled += count;
      taken += count;
      if (filled === filling.length) hand(filling);
    }
    return taken;
  };

  try {
    await response.deliver(take);
    if (filling !== undefined && failed === undefined) hand(filling);
    await writing;
  } catch (error) {
    // Nothing may still be writing when the file is closed.
    await writing;
    signal.throwIfAborted();
    throw failed ?? error;
  }
  if (failed !== undefined) throw failed;
  // After a failure, whoever was handed a piece may still look at it.
  giveMegabytes(...buffers);
}
