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

  /** A buffer of this size, at most {@link LARGEST}; what it holds is left over from before. */
  take(size: number): Buffer {
    const kept = SIZES.find((one) => size <= one);
    if (size < WORTH_KEEPING || kept === undefined) return Buffer.allocUnsafeSlow(size);
    const whole = this.#free.get(kept)?.pop() ?? Buffer.allocUnsafeSlow(kept);
    this.#unwritten.set(whole.buffer, { whole, bytes: size });
    return whole.subarray(0, size);
  }

  /** These bytes, which may be part of a buffer taken here, have been written. */
  written(bytes: Uint8Array): void {
    const used = this.#unwritten.get(bytes.buffer);
    if (used === undefined) return;
    used.bytes -= bytes.length;
    if (used.bytes > 0) return;
    this.#unwritten.delete(bytes.buffer);
    this.#free.get(used.whole.length)?.push(used.whole);
  }
}
