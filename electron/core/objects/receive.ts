import type { Verifier } from './checksum.ts';
import type { DirectResponse } from './direct-get.ts';
import { giveMegabytes, takeMegabyte } from './megabytes.ts';

interface Receiving {
  /** Where the body begins in the whole. */
  readonly start: number;
  /** Takes a piece that begins at `at` in the whole; it holds something else once that is done. */
  readonly write: (piece: Buffer, at: number) => Promise<void>;
  readonly verifier: Verifier | null;
  readonly onProgress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes what arrives in pieces of a megabyte, gathered in two buffers that are used in turn, so that one fills while
 * the other is written and what the network made can go at once.
 */
export async function receive(
  response: DirectResponse,
  { start, write, verifier, onProgress, signal }: Receiving,
): Promise<void> {
  const buffers = [takeMegabyte(), takeMegabyte()] as const;
  let turn: 0 | 1 = 0;
  let filled = 0;
  let position = start;
  let writing: Promise<void> | undefined;
  let failed: unknown;

  const writeFull = () => {
    const piece = buffers[turn].subarray(0, filled);
    const at = position;
    position += filled;
    turn = turn === 0 ? 1 : 0;
    filled = 0;
    verifier?.update(piece);
    return write(piece, at).then(() => onProgress(at + piece.length));
  };
  const take = (chunk: Buffer) => {
    let taken = 0;
    while (taken < chunk.length) {
      if (filled === buffers[turn].length) {
        // Both are full: what is left of this chunk comes again when one is free.
        if (writing !== undefined) break;
        writing = writeFull().then(ready, breakOff);
      }
      const count = chunk.copy(buffers[turn], filled, taken);
      filled += count;
      taken += count;
    }
    return taken;
  };
  const ready = () => {
    writing = undefined;
    if (failed === undefined && filled === buffers[turn].length) writing = writeFull().then(ready, breakOff);
    response.resume();
  };
  const breakOff = (error: unknown) => {
    writing = undefined;
    failed = error;
    response.destroy();
  };

  try {
    await response.deliver(take);
    while (writing !== undefined) await writing;
    if (failed === undefined && filled > 0) await writeFull();
  } catch (error) {
    // Nothing may still be writing when the file is closed.
    while (writing !== undefined) await writing;
    signal.throwIfAborted();
    throw failed ?? error;
  }
  if (failed !== undefined) throw failed;
  // After a failure, whoever was handed a piece may still look at it.
  giveMegabytes(...buffers);
}
