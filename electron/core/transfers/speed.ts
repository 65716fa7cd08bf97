const BUCKET_MS = 250;
const BUCKETS = 16;
/** A time left worth telling needs two seconds of moving: what begins is slow, and many small files come in bursts. */
const STEADY_BUCKETS = 8;
/** What would take longer than a day is what nobody can say: an archive that is among thousands of tiny files, say. */
const LONGEST_SECONDS = 24 * 60 * 60;

/** Bytes a second over the last four seconds, without keeping a time for each chunk. */
export class Speed {
  readonly #buckets = new Float64Array(BUCKETS);
  readonly #now: () => number;
  #last = 0;
  #first: number | null = null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  add(bytes: number): void {
    const bucket = this.#turnTo();
    this.#first ??= bucket;
    this.#buckets[bucket % BUCKETS] = (this.#buckets[bucket % BUCKETS] ?? 0) + bytes;
  }

  bytesPerSecond(): number {
    const bucket = this.#turnTo();
    if (this.#first === null) return 0;
    const spanned = Math.min(BUCKETS, bucket - this.#first + 1);
    const bytes = this.#buckets.reduce((sum, one) => sum + one, 0);
    return Math.max(0, Math.round((bytes * 1000) / (spanned * BUCKET_MS)));
  }

  /** Whole seconds that so many bytes will take, or null while nothing moves or nobody can say yet. */
  secondsFor(bytes: number): number | null {
    const bytesPerSecond = this.bytesPerSecond();
    if (this.#first === null || this.#last - this.#first < STEADY_BUCKETS || bytesPerSecond === 0)
      return null;
    const seconds = Math.max(0, Math.ceil(bytes / bytesPerSecond));
    return seconds > LONGEST_SECONDS ? null : seconds;
  }

  /** Empties the buckets that went by unused. */
  #turnTo(): number {
    const bucket = Math.floor(this.#now() / BUCKET_MS);
    const passed = Math.min(BUCKETS, bucket - this.#last);
    for (let step = 1; step <= passed; step += 1) this.#buckets[(this.#last + step) % BUCKETS] = 0;
    if (passed === BUCKETS) {
      this.#buckets.fill(0);
      this.#first = null;
    }
    this.#last = bucket;
    return bucket;
  }
}
