import type { IncomingHttpHeaders } from 'node:http';
import net from 'node:net';
import { socketAddress, type Connection } from './connection.ts';
import { HEAD_END, parseHead } from './plain-http.ts';
import { IDLE_MS } from './s3-request.ts';
import type { Shelved } from './shelf.ts';

/** The answer to a request as it came, not yet checked; its memory has to be given back. */
export interface PlainAnswer extends Shelved {
  readonly headers: IncomingHttpHeaders;
}

/** A request as it goes over the line. */
export interface PlainRequest {
  readonly head: string;
  readonly body?: Uint8Array;
  /** Where the answer's body goes, memory of just its size. */
  readonly into: Shelved;
}

const READ_BYTES = 256 * 1024;
const HEAD_MAXIMUM = 16 * 1024;
const FREE_LINE_MS = 5000;

interface Waiting {
  readonly shelved: Shelved;
  readonly resolve: (answer: PlainAnswer | null) => void;
}

/** One connection: requests go out in order, those of one moment in one write, and their answers come in the same. */
export class PipelinedLine {
  ended = false;
  readonly #socket: net.Socket;
  readonly #waiting: Waiting[] = [];
  #unsent: PlainRequest[] = [];
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

  /** The answer when it is a success with a body of the size awaited; null for anything else. Never rejects. */
  ask(request: PlainRequest): Promise<PlainAnswer | null> {
    return new Promise((resolve) => {
      this.#waiting.push({ shelved: request.into, resolve });
      this.#unsent.push(request);
      if (this.#unsent.length === 1) setImmediate(() => this.#send());
    });
  }

  /** Whoever still waits is answered with null. */
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
    const socket = this.#socket;
    socket.setTimeout(FREE_LINE_MS);
    socket.cork();
    let heads = '';
    for (const { head, body } of this.#unsent.splice(0)) {
      heads += head;
      if (body === undefined) continue;
      socket.write(heads, 'latin1');
      socket.write(body);
      heads = '';
    }
    if (heads !== '') socket.write(heads, 'latin1');
    socket.uncork();
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
