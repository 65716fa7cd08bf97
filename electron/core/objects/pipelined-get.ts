import type { IncomingHttpHeaders } from 'node:http';
import net from 'node:net';
import { addressOf, socketAddress, type Connection } from './connection.ts';
import { authorizedGet, HEAD_END, parseHead } from './plain-http.ts';
import { IDLE_MS } from './s3-request.ts';
import { ownMemory, type Shelf, type Shelved } from './shelf.ts';

/** A small object as it came, not yet checked; its memory has to be given back. */
export interface SmallAnswer extends Shelved {
  readonly headers: IncomingHttpHeaders;
}

export interface SmallRequest {
  readonly key: string;
  /** Headers that the signature covers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes that the object has to have. */
  readonly size: number;
}

/** Fetches small objects over a few connections, several requests at a time on each. */
export interface PipelinedGets {
  /**
   * The object, or null when it did not come this way, whatever the reason: then it has to be asked for by itself, and
   * that answer says what is wrong. Never rejects. `into` is where it goes, memory of just its size, which the answer
   * then holds; otherwise the fetcher takes some.
   */
  get(connection: Connection, request: SmallRequest, into?: Shelved): Promise<SmallAnswer | null>;
  close(): void;
}

/** So many keep a server of some processors busy; on each, answers wait for the ones before them. */
const LINES = 8;
const READ_BYTES = 256 * 1024;
const HEAD_MAXIMUM = 16 * 1024;
const FREE_LINE_MS = 5000;

/**
 * Whether a store may be asked like this: our own server answers requests in their order, as HTTP/1.1 demands; what
 * stands before somebody else's may not.
 */
export function mayPipeline(connection: Connection): boolean {
  return connection.managed && addressOf(connection).protocol === 'http:';
}

/**
 * Makes the fetcher. A request of `node:http` costs more than the small object that it brings; here requests of the
 * same moment leave in one write, answers are read into one buffer, and the bytes are copied once, to memory that
 * `take` gives.
 */
export function makePipelinedGets(take: Shelf['take'] = ownMemory): PipelinedGets {
  let lines: Line[] = [];
  let owner: Connection | null = null;

  function lineFor(connection: Connection): Line {
    if (owner !== connection) {
      for (const line of lines) line.end();
      lines = [];
      owner = connection;
    }
    lines = lines.filter((line) => !line.ended);
    let best: Line | undefined;
    for (const line of lines) {
      if (best === undefined || line.waiting < best.waiting) best = line;
    }
    if (best !== undefined && (best.waiting === 0 || lines.length === LINES)) return best;
    const made = new Line(connection);
    lines.push(made);
    return made;
  }

  return {
    get: (connection, request, into = take(request.size)) =>
      lineFor(connection).get(connection, request, into),
    close() {
      for (const line of lines) line.end();
      lines = [];
    },
  };
}

interface Waiting {
  readonly shelved: Shelved;
  readonly resolve: (answer: SmallAnswer | null) => void;
}

/** One connection: requests go out in order, and their answers come in the same. */
class Line {
  ended = false;
  readonly #socket: net.Socket;
  readonly #waiting: Waiting[] = [];
  #unsent: string[] = [];
  /** What came of the head of the answer that is being read. */
  #head: Buffer = Buffer.alloc(0);
  /** Its headers, once the head is whole; then its body is being read. */
  #headers: IncomingHttpHeaders | null = null;
  #filled = 0;

  constructor(connection: Connection) {
    this.#socket = net.connect({
      ...socketAddress(connection),
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafeSlow(READ_BYTES),
        callback: (count, buffer) => {
          this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, count));
          return true;
        },
      },
    });
    this.#socket.setTimeout(FREE_LINE_MS, () => {
      if (this.#waiting.length === 0) this.end();
      else this.#socket.setTimeout(IDLE_MS, () => this.end());
    });
    // Whatever breaks it, those who wait ask again by themselves and are told then.
    this.#socket.on('error', () => this.end());
    this.#socket.on('close', () => this.end());
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get(connection: Connection, request: SmallRequest, shelved: Shelved): Promise<SmallAnswer | null> {
    const text = authorizedGet(connection, request);
    return new Promise((resolve) => {
      this.#waiting.push({ shelved, resolve });
      this.#unsent.push(text);
      if (this.#unsent.length === 1) setImmediate(() => this.#send());
    });
  }

  end(): void {
    this.ended = true;
    this.#socket.destroy();
    for (const { shelved, resolve } of this.#waiting.splice(0)) {
      shelved.free();
      resolve(null);
    }
  }

  #send(): void {
    if (this.ended) return;
    this.#socket.setTimeout(FREE_LINE_MS);
    this.#socket.write(this.#unsent.join(''), 'latin1');
    this.#unsent = [];
  }

  #read(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0 && !this.ended)
      rest = this.#headers === null ? this.#readHead(rest) : this.#readBody(rest);
  }

  /** Takes what belongs to the head; gives the rest. */
  #readHead(piece: Buffer): Buffer {
    const before = this.#head.length;
    // The piece is good only now, so what has to wait for more is copied.
    const all = before === 0 ? piece : Buffer.concat([this.#head, piece]);
    const end = all.indexOf(HEAD_END);
    const [waiting] = this.#waiting;
    if (end === -1 && all.length <= HEAD_MAXIMUM && waiting !== undefined) {
      this.#head = before === 0 ? Buffer.from(piece) : all;
      return piece.subarray(piece.length);
    }
    const headers = end === -1 ? null : headersOf(all.toString('latin1', 0, end));
    if (waiting === undefined || headers?.['content-length'] !== String(waiting.shelved.bytes.length)) {
      this.end();
      return piece;
    }
    this.#head = Buffer.alloc(0);
    this.#headers = headers;
    this.#filled = 0;
    if (waiting.shelved.bytes.length === 0) this.#answer();
    return piece.subarray(end + HEAD_END.length - before);
  }

  #readBody(piece: Buffer): Buffer {
    const [waiting] = this.#waiting;
    if (waiting === undefined) {
      this.end();
      return piece;
    }
    const part = piece.subarray(0, waiting.shelved.bytes.length - this.#filled);
    waiting.shelved.bytes.set(part, this.#filled);
    this.#filled += part.length;
    if (this.#filled === waiting.shelved.bytes.length) this.#answer();
    return piece.subarray(part.length);
  }

  #answer(): void {
    const waiting = this.#waiting.shift();
    const headers = this.#headers ?? {};
    this.#headers = null;
    waiting?.resolve({ ...waiting.shelved, headers });
  }
}

/** The headers of a success whose body has a known length; null for any other answer. */
function headersOf(head: string): IncomingHttpHeaders | null {
  if (!head.startsWith('HTTP/1.1 200')) return null;
  const { headers } = parseHead(head);
  return headers['transfer-encoding'] === undefined ? headers : null;
}
