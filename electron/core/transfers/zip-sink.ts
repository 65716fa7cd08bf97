import { Writable } from 'node:stream';

/** Where the bytes of an archive go, in order; resolves when they have been taken. */
export type WriteBytes = (bytes: Uint8Array) => Promise<void>;

/** Small pieces, such as the fields of headers, are gathered to blocks of this size, in bytes. */
const BLOCK = 512 * 1024;
/** Pieces from this size on are written as they are. */
const LARGE = 64 * 1024;

/** Hands on what an archive is made of in blocks, and tells whoever fills the archive how far it has come. */
export class ZipSink extends Writable {
  readonly #write: WriteBytes;
  readonly #written: (bytes: Uint8Array) => void;
  readonly #block = Buffer.allocUnsafe(BLOCK);
  #filled = 0;
  #taken = 0;
  #waiting: { readonly bytes: number; go(): void } | null = null;

  /** `written` is told of every piece that is needed no more. */
  constructor(write: WriteBytes, written: (bytes: Uint8Array) => void) {
    super({ highWaterMark: 1024 * 1024 });
    this.#write = write;
    this.#written = written;
  }

  /** Resolves once so many bytes in all have come; one at a time may wait. */
  reached(bytes: number): Promise<void> {
    if (this.#taken >= bytes) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting = { bytes, go: resolve };
    });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#taken += chunk.length;
    if (this.#waiting !== null && this.#taken >= this.#waiting.bytes) {
      this.#waiting.go();
      this.#waiting = null;
    }
    if (chunk.length < LARGE && this.#filled + chunk.length <= BLOCK) {
      chunk.copy(this.#block, this.#filled);
      this.#filled += chunk.length;
      this.#written(chunk);
      done();
      return;
    }
    void finish(this.#put(chunk), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    void finish(this.#flush(), done);
  }

  async #put(chunk: Buffer): Promise<void> {
    await this.#flush();
    if (chunk.length >= LARGE) {
      await this.#write(chunk);
      this.#written(chunk);
      return;
    }
    chunk.copy(this.#block);
    this.#filled = chunk.length;
    this.#written(chunk);
  }

  async #flush(): Promise<void> {
    const filled = this.#filled;
    this.#filled = 0;
    if (filled > 0) await this.#write(this.#block.subarray(0, filled));
  }
}

async function finish(work: Promise<void>, done: (error?: Error | null) => void): Promise<void> {
  let failure: Error | null = null;
  try {
    await work;
  } catch (error) {
    failure = error instanceof Error ? error : new Error('not written', { cause: error });
  }
  done(failure);
}
