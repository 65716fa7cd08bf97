/** Sizes of the buffers that are kept, in bytes. */
const SIZES = [256 * 1024, 1024 * 1024, 4 * 1024 * 1024];
/** Below this size, in bytes, a new one costs less than keeping it. */
const WORTH_KEEPING = 64 * 1024;

/** The largest content that a buffer holds. */
export const LARGEST = 4 * 1024 * 1024;

/**
 * Buffers for contents, used again and again: made anew for each content, they would keep the collector of garbage
 * busier than the copying itself. One is used again only once every byte of it has been written.
 */
export class ZipBuffers {
  readonly #free = new Map<number, Buffer[]>(SIZES.map((size) => [size, []]));
  /** Bytes of each buffer in use that have still to be written. */
  readonly #unwritten = new Map<ArrayBufferLike, { whole: Buffer; bytes: number }>();
  /** Those who wait for memory of their own to be written, and for how many bytes of it. */
  readonly #waiting = new Map<ArrayBufferLike, { bytes: number; done(): void; failed(error: Error): void }>();

  /** A buffer of this size, at most {@link LARGEST}; what it holds is left over from before. */
  take(size: number): Buffer {
    const kept = SIZES.find((one) => size <= one);
    if (size < WORTH_KEEPING || kept === undefined) return Buffer.allocUnsafeSlow(size);
    const whole = this.#free.get(kept)?.pop() ?? Buffer.allocUnsafeSlow(kept);
    this.#unwritten.set(whole.buffer, { whole, bytes: size });
    return whole.subarray(0, size);
  }

  /** Resolves once bytes that are not from here have been written, all of them; rejects when nothing is written any more. */
  whenWritten(piece: Uint8Array): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.set(piece.buffer, { bytes: piece.length, done, failed });
    });
  }

  /** Nothing is written any more. */
  end(): void {
    for (const waiting of this.#waiting.values()) waiting.failed(new Error('the archive was given up'));
    this.#waiting.clear();
  }

  /** These bytes, which may be part of a buffer taken here, have been written. */
  written(bytes: Uint8Array): void {
    const waiting = this.#waiting.get(bytes.buffer);
    if (waiting !== undefined) {
      waiting.bytes -= bytes.length;
      if (waiting.bytes > 0) return;
      this.#waiting.delete(bytes.buffer);
      waiting.done();
      return;
    }
    const used = this.#unwritten.get(bytes.buffer);
    if (used === undefined) return;
    used.bytes -= bytes.length;
    if (used.bytes > 0) return;
    this.#unwritten.delete(bytes.buffer);
    this.#free.get(used.whole.length)?.push(used.whole);
  }
}
