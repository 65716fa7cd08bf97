import type { Verifier } from './checksum.ts';
import type { DirectResponse } from './direct-get.ts';
import { giveMegabytes, takeMegabyte } from './megabytes.ts';

interface Receiving {
  /** Where the body begins in the whole. */
  readonly start: number;
  /** Takes a piece that begins at `at` in the whole; it holds something else once that is done. */
  readonly write: (piece: Buffer, at: number) => Promise<void>;
  /** Whether a piece waits until the one before it is written, or only until that was handed to `write`. */
  readonly inTurn: boolean;
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
  { start, write, inTurn, ahead, verifier, onProgress, signal }: Receiving,
): Promise<void> {
  const buffers = Array.from({ length: ahead + 1 }, takeMegabyte);
  const free = [...buffers];
  let filling: Buffer | undefined;
  let filled = 0;
  let position = start;
  let writing: Promise<unknown> = Promise.resolve();
  let failed: unknown;

  const put = async (buffer: Buffer, length: number, at: number) => {
    if (failed !== undefined) return;
    try {
      await write(buffer.subarray(0, length), at);
      onProgress(at + length);
      free.push(buffer);
      response.resume();
    } catch (error) {
      failed ??= error;
      response.destroy();
    }
  };
  const hand = (buffer: Buffer) => {
    const [length, at] = [filled, position];
    verifier?.update(buffer.subarray(0, length));
    filling = undefined;
    filled = 0;
    position += length;
    writing = inTurn
      ? writing.then(() => put(buffer, length, at))
      : Promise.all([writing, put(buffer, length, at)]);
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
