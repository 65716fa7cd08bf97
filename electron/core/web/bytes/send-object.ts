import type { ServerResponse } from 'node:http';
import { LeftBehindError, openBody, type StoreBody } from './store-body.ts';
import { placesOut } from './store-places.ts';

/** An object of the store, or a part of it, on its way to a browser. */
export interface SentObject {
  /** Where the store gives it to us; never told to the browser. */
  readonly url: string;
  /** The Host that the address was signed for, where that is not the store's own. */
  readonly host?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Both ends included, counted from 0; null for all of it. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** What became of an answer. */
export interface Sent {
  /** Bytes of the body that were handed to the system. */
  readonly bytes: number;
  readonly complete: boolean;
}

/**
 * Streams an object to a browser as fast as it takes it, in memory that does not grow; answers 503 when the store does
 * not give it. A reader may take its time; the store is let go meanwhile, or breaks off by itself, and is asked for the
 * rest once the reader goes on. What cannot be sent whole breaks the connection, so that nobody takes it for the whole.
 * Tells how many bytes of the body were handed to the system, and whether that was all. Never rejects.
 */
export async function sendObject(response: ServerResponse, object: SentObject): Promise<Sent> {
  const sending = new Sending(response, object);
  try {
    return await sending.run();
  } finally {
    sending.end();
  }
}

class Sending {
  readonly #response: ServerResponse;
  readonly #object: SentObject;
  readonly #stop = () => this.#broken();
  readonly #given = new AbortController();
  #body: StoreBody | null = null;
  #leave: (() => void) | null = null;
  #over = false;
  /** Called once everything that was handed on has left. */
  #onLeft: (() => void) | null = null;
  /** Bytes given to the response, and those of them that have left the process. */
  #handed = 0;
  #sent = 0;

  constructor(response: ServerResponse, object: SentObject) {
    this.#response = response;
    this.#object = object;
    response.once('close', this.#stop);
    object.signal.addEventListener('abort', this.#stop, { once: true });
    if (object.signal.aborted || response.destroyed) this.#broken();
  }

  async run(): Promise<Sent> {
    const { status, headers } = this.#object;
    const expected = expectedBytes(this.#object);
    const body = await this.#open(0, expected);
    if (this.#over) return this.#outcome(false);
    if (body === null || (expected !== null && body.length !== expected)) {
      this.#response.writeHead(503, { 'content-length': '0', 'retry-after': '5' }).end();
      return this.#outcome(false);
    }
    const { length } = body;
    this.#response.writeHead(status, { ...headers, 'content-length': String(length) });
    const delivered = await this.#deliver(body, length);
    this.#leave?.();
    if (!delivered) {
      this.#broken();
      return this.#outcome(false);
    }
    await this.#finish();
    return this.#outcome(this.#sent === length);
  }

  end(): void {
    this.#over = true;
    this.#response.removeListener('close', this.#stop);
    this.#object.signal.removeEventListener('abort', this.#stop);
    this.#given.abort();
    this.#letGo();
  }

  /** Hands everything on; false when that cannot be. */
  async #deliver(body: StoreBody, length: number): Promise<boolean> {
    let current: StoreBody | null = body;
    while (current !== null && !this.#over) {
      const before = this.#handed;
      try {
        await current.deliver((piece, done) => this.#write(piece, done));
        return this.#handed === length;
      } catch (error) {
        // A store gives up on readers who take their time. One that gives nothing at all is not asked again.
        if (this.#handed === before && !(error instanceof LeftBehindError)) return false;
      }
      this.#leave?.();
      await this.#allLeft();
      if (this.#over) return false;
      const left: number = length - this.#handed;
      current = await this.#open(this.#handed, left);
      if (current?.length !== left) return false;
    }
    return false;
  }

  #write(piece: Buffer, done: () => void): void {
    this.#handed += piece.length;
    this.#response.write(piece, (error) => {
      if (error === undefined || error === null) this.#sent += piece.length;
      done();
      if (this.#sent === this.#handed) this.#onLeft?.();
    });
  }

  #allLeft(): Promise<void> {
    if (this.#over || this.#sent === this.#handed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onLeft = resolve;
    });
  }

  async #open(from: number, expected: number | null): Promise<StoreBody | null> {
    const { url, host, range } = this.#object;
    const start = (range?.start ?? 0) + from;
    const end = range?.end ?? start + (expected ?? 0) - 1;
    this.#letGo();
    try {
      const { remoteAddress = '' } = this.#response.req.socket;
      this.#leave = await placesOut.enter(remoteAddress, this.#given.signal);
      const body = await openBody({
        url,
        ...(host === undefined ? {} : { host }),
        range: range === null && from === 0 ? null : { start, end },
        expectedBytes: expected ?? Number.POSITIVE_INFINITY,
        signal: this.#given.signal,
      });
      this.#body = body;
      if (this.#over) body.destroy();
      return body;
    } catch {
      return null;
    }
  }

  #finish(): Promise<void> {
    return new Promise((resolve) => {
      this.#response.once('close', resolve);
      this.#response.end(resolve);
    });
  }

  /** Visibly: a body that ends before its length is no body. */
  #broken(): void {
    this.#over = true;
    this.#response.destroy();
    this.#given.abort();
    this.#letGo();
    this.#onLeft?.();
  }

  #letGo(): void {
    this.#body?.destroy();
    this.#body = null;
    this.#leave?.();
    this.#leave = null;
  }

  #outcome(complete: boolean): Sent {
    return { bytes: this.#sent, complete };
  }
}

function expectedBytes({ range, headers }: SentObject): number | null {
  if (range !== null) return range.end - range.start + 1;
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}
