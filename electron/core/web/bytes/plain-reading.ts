import net from 'node:net';
import { Piece } from './piece.ts';
import { loseBuffer, takeBuffer } from './read-buffers.ts';
import { rangeHeader, STORE_IDLE_MS, type Reading, type StoreQuestion } from './reading.ts';

/** Nobody wants more for so long: then the store is not kept busy any more, in milliseconds. */
const READER_IDLE_MS = 3000;
const HEAD_END = Buffer.from('\r\n\r\n');
const HEAD_MAXIMUM = 16 * 1024;

/**
 * Reads an object over a socket of its own, straight into a few buffers that go round: three times as fast as
 * `node:http`, at a sixth of its work. Rejects when the store does not give just what was asked for.
 */
export function openPlainReading(question: StoreQuestion): Promise<Reading> {
  const { url, host, range, signal } = question;
  const { host: own, hostname, port, pathname, search } = new URL(url);
  const lines = [`GET ${pathname}${search} HTTP/1.1`, `host: ${host ?? own}`, 'connection: close'];
  if (range !== null) lines.push(`range: ${rangeHeader(range)}`);
  return new Promise((resolve, reject) => {
    const reading = new PlainReading(question, resolve, reject);
    const socket = net.connect({
      host: hostname.replaceAll(/[[\]]/gu, ''),
      port: port === '' ? 80 : Number(port),
      signal,
      onread: { buffer: () => reading.buffer, callback: (bytes) => reading.read(bytes) },
    });
    reading.socket = socket;
    socket.setTimeout(READER_IDLE_MS);
    socket.on('timeout', () => reading.idle());
    socket.once('error', (error) => reading.fail(error));
    socket.once('close', () => reading.fail(new Error('the store broke off')));
    socket.once('connect', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
  });
}

class PlainReading implements Reading {
  socket: net.Socket | undefined;
  /** What the socket reads into next. */
  buffer: Buffer;
  length = 0;
  readonly #question: StoreQuestion;
  readonly #resolve: (reading: Reading) => void;
  readonly #reject: (error: Error) => void;
  #phase: 'head' | 'body' | 'ended' = 'head';
  #head = Buffer.alloc(0);
  /** The beginning of the body, which came with its head. */
  #first: Buffer | null = null;
  #position = 0;
  #left = 0;
  /** For how long the store has said nothing while it was waited for, in milliseconds. */
  #quietMs = 0;
  /** Nobody asked for more than there was. */
  #resting = false;
  #take: ((piece: Piece) => void) | undefined;
  #finish: { resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(question: StoreQuestion, resolve: (reading: Reading) => void, reject: (error: Error) => void) {
    this.#question = question;
    this.#resolve = resolve;
    this.#reject = reject;
    this.buffer = takeBuffer(question.expectedBytes);
  }

  /** What the socket read into the buffer; false stops it from reading on. */
  read(bytes: number): boolean {
    if (this.#phase === 'ended') return false;
    this.#quietMs = 0;
    if (this.#phase === 'head') return this.#readHead(this.buffer.subarray(0, bytes));
    const from = this.buffer;
    const piece = from.subarray(0, Math.min(bytes, this.#left));
    this.buffer = this.#left > piece.length ? takeBuffer(this.#question.expectedBytes) : Buffer.alloc(0);
    this.#hand(piece, from);
    return this.#phase === 'body' && !this.#resting;
  }

  run(take: (piece: Piece) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#phase === 'ended') {
        reject(new Error('the store broke off'));
        return;
      }
      this.#take = take;
      this.#finish = { resolve, reject };
      if (this.#left === 0) this.#end();
    });
  }

  more(): void {
    if (this.#phase !== 'body' || !this.#resting) return;
    this.#resting = false;
    const first = this.#first;
    this.#first = null;
    if (first === null) this.socket?.resume();
    else {
      this.#hand(first, null);
      if (!this.#resting) this.socket?.resume();
    }
  }

  destroy(): void {
    this.fail(new Error('given up'));
  }

  /**
   * Nothing happened for `READER_IDLE_MS`. The store does a number of things at a time, and readers may take as long as
   * they like. One timer for both, since setting it anew with each piece would be felt.
   */
  idle(): void {
    if (this.#resting && this.#take !== undefined) {
      this.fail(new Error('the reader takes its time'));
      return;
    }
    if (!this.#resting) this.#quietMs += READER_IDLE_MS;
    if (this.#quietMs >= STORE_IDLE_MS) this.fail(new Error('no answer from the store'));
    else this.socket?.setTimeout(READER_IDLE_MS);
  }

  fail(error: Error): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#letGo();
    this.#reject(error);
    this.#finish?.reject(error);
  }

  #readHead(bytes: Buffer): boolean {
    this.#head = Buffer.concat([this.#head, bytes]);
    const end = this.#head.indexOf(HEAD_END);
    if (end === -1) {
      if (this.#head.length > HEAD_MAXIMUM) this.fail(new Error('an answer without an end of its head'));
      return this.#head.length <= HEAD_MAXIMUM;
    }
    const head = this.#head.toString('latin1', 0, end);
    const status = Number(/^HTTP\/1\.[01] (\d{3})/u.exec(head)?.[1]);
    const length = /\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*(?:\r\n|$)/iu.exec(head)?.[1];
    const { range } = this.#question;
    if (
      status !== (range === null ? 200 : 206) ||
      length === undefined ||
      /\r\ntransfer-encoding:/iu.test(head)
    ) {
      this.fail(new Error(`the store answered ${String(status)}`));
      return false;
    }
    this.length = Number(length);
    this.#left = this.length;
    this.#position = range?.start ?? 0;
    const first = this.#head.subarray(end + HEAD_END.length, end + HEAD_END.length + this.length);
    this.#first = first.length === 0 ? null : first;
    this.#head = Buffer.alloc(0);
    this.#phase = 'body';
    this.#resting = true;
    this.#resolve(this);
    return false;
  }

  /** Hands on a piece, and rests unless more is asked for at once. */
  #hand(bytes: Buffer, from: Buffer | null): void {
    const piece = new Piece(this.#position, bytes, from);
    this.#position += bytes.length;
    this.#left -= bytes.length;
    this.#resting = true;
    const last = this.#left === 0;
    // Told first, so that whoever takes the last piece knows it.
    if (last) this.#end();
    this.#take?.(piece);
    piece.release();
  }

  #end(): void {
    this.#phase = 'ended';
    this.#letGo();
    this.#finish?.resolve();
  }

  #letGo(): void {
    loseBuffer(this.buffer);
    this.buffer = Buffer.alloc(0);
    this.socket?.destroy();
  }
}
