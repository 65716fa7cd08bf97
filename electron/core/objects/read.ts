import { Transform, type Readable, type TransformCallback } from 'node:stream';
import type { Verifier } from './checksum.ts';
import type { Connection } from './connection.ts';
import { IDLE_MS, type S3Response, type S3Wire } from './s3-request.ts';
import { verifierOf } from './verify.ts';

/** The bytes from `start` to `end`, both counted from 0 and both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ReadRequest {
  /** All of it when absent. */
  readonly range?: ByteRange;
  /** For the failure's sentence. */
  readonly name?: string;
  readonly signal: AbortSignal;
}

/** What a reader tells of a failure in the middle. */
interface Verdicts {
  /** What the bytes that came are not what was stored. */
  readonly damaged: () => Error;
  /** What a failure of the connection means. */
  readonly broken: (error: unknown) => Error;
}

/**
 * An object as a stream in constant memory. What is read whole is checked against its checksum, and the stream fails
 * instead of ending when it does not fit; of a part only the length can be checked. Ends its request when the stream
 * is destroyed or the signal aborts. Throws S3Error and network errors.
 */
export async function readObject(
  wire: S3Wire,
  connection: Connection,
  key: string,
  { range, signal }: ReadRequest,
  verdicts: Verdicts,
): Promise<Readable> {
  const headers: Record<string, string> =
    range === undefined
      ? { 'x-amz-checksum-mode': 'ENABLED' }
      : { range: `bytes=${String(range.start)}-${String(range.end)}` };
  const response = await wire.send(connection, { method: 'GET', key, headers, signal });
  const verifier = range === undefined ? verifierOf(wire, connection, { key, signal }, response) : null;
  return new ObjectStream(response, verifier, verdicts, signal);
}

/** Hands a body on while it is checked; a reader that takes its time is no failure, a store that does is. */
class ObjectStream extends Transform {
  readonly #response: S3Response;
  readonly #verifier: Verifier | null;
  readonly #verdicts: Verdicts;
  readonly #signal: AbortSignal;
  readonly #abort: () => void;
  readonly #length: number;
  #received = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(response: S3Response, verifier: Verifier | null, verdicts: Verdicts, signal: AbortSignal) {
    super({ highWaterMark: 256 * 1024 });
    this.#response = response;
    this.#verifier = verifier;
    this.#verdicts = verdicts;
    this.#signal = signal;
    this.#length = Number(response.headers['content-length']);
    this.#abort = () => this.destroy(abortReason(signal));
    signal.addEventListener('abort', this.#abort, { once: true });
    // The request's own limit would also count the time that a reader makes the store wait.
    response.socket.setTimeout(0);
    this.#watch();
    response.on('data', () => this.#watch());
    response.on('error', (error) => this.destroy(verdicts.broken(error)));
    response.on('close', () => {
      if (!response.readableEnded && !this.destroyed)
        this.destroy(verdicts.broken(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    });
    response.pipe(this);
    if (signal.aborted) this.#abort();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#received += chunk.length;
    this.#verifier?.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    clearTimeout(this.#idle);
    void this.#finish(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#idle);
    this.#signal.removeEventListener('abort', this.#abort);
    if (!this.#response.readableEnded) this.#response.destroy();
    done(error);
  }

  async #finish(done: TransformCallback): Promise<void> {
    done(await this.#judge());
  }

  /** What is wrong with the bytes that came; null when nothing is. */
  async #judge(): Promise<Error | null> {
    if (this.#received !== this.#length) return this.#verdicts.damaged();
    try {
      const right = this.#verifier === null || (await this.#verifier.matches());
      return right ? null : this.#verdicts.damaged();
    } catch (error) {
      return this.#verdicts.broken(error);
    }
  }

  #watch(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#response.isPaused()) this.#watch();
      else this.destroy(this.#verdicts.broken(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    }, IDLE_MS).unref();
  }
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason });
}
