/** Uploads that are remembered, those that were tried last. */
const REMEMBERED = 5000;

/**
 * Since when each upload is tried without a part of it having come whole. Known while the core runs: it only keeps who
 * sends a drip from holding for long what others could send.
 */
export class Attempts {
  readonly #since = new Map<string, number>();

  /** A part of it begins. `now` in milliseconds. */
  tried(uploadId: string, now: number): void {
    const since = this.#since.get(uploadId) ?? now;
    this.#since.delete(uploadId);
    this.#since.set(uploadId, since);
    const [oldest] = this.#since.keys();
    if (this.#since.size > REMEMBERED && oldest !== undefined) this.#since.delete(oldest);
  }

  /** A part of it came whole. */
  cameWhole(uploadId: string): void {
    this.#since.delete(uploadId);
  }

  /** Since when it is tried in vain, of `now`; null where it is not. */
  since(uploadId: string): number | null {
    return this.#since.get(uploadId) ?? null;
  }
}
