import { Crowd } from './crowds.ts';
import type { Piece } from './piece.ts';
import type { StoreQuestion } from './reading.ts';

/** The body of the store's answer to a GET. */
export interface StoreBody {
  /** Bytes of the body. */
  readonly length: number;
  /**
   * Hands the body on piece by piece; settles after its last byte was handed on. The next piece comes once the one before
   * was given back with `done`, after which it holds something else. Rejects when the rest has to be asked for: the store
   * broke off, or was let go because no piece came back for long, or others have read on meanwhile.
   */
  deliver(take: (piece: Buffer, done: () => void) => void): Promise<void>;
  destroy(): void;
}

/** Others read on, and what this one needs was not kept. */
export class LeftBehindError extends Error {}

/** Asks the store, or joins those who read the same; rejects when it does not give just what was asked for. */
export async function openBody(question: StoreQuestion): Promise<StoreBody> {
  const body = new CrowdBody(question);
  await body.opened(question.signal);
  return body;
}

class CrowdBody implements StoreBody {
  length = 0;
  #crowd: Crowd;
  position: number;
  #end = 0;
  /** With the reader, who reads it yet. */
  #lent: Piece | null = null;
  #take: ((piece: Buffer, done: () => void) => void) | undefined;
  #finish: { resolve: () => void; reject: (error: Error) => void } | undefined;
  #over = false;

  constructor(question: StoreQuestion) {
    this.position = question.range?.start ?? 0;
    this.#crowd = Crowd.for(question);
    this.#crowd.join(this);
  }

  /** Settles once it is there; rejects at once when the signal ends it. */
  opened(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => failed(new Error('given up'));
      const failed = (error: Error) => {
        signal.removeEventListener('abort', stop);
        this.destroy();
        reject(error);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#crowd.opened.then(() => {
        signal.removeEventListener('abort', stop);
        this.#end = this.#crowd.end;
        this.length = this.#end - this.position;
        resolve();
      }, failed);
      if (signal.aborted) stop();
    });
  }

  deliver(take: (piece: Buffer, done: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#take = take;
      this.#finish = { resolve, reject };
      if (this.position === this.#end) resolve();
      this.look();
    });
  }

  look(): void {
    if (this.#over || this.#take === undefined) return;
    if (this.position === this.#end) {
      if (this.#lent === null) this.#leave();
      return;
    }
    const piece = this.#crowd.pieceAt(this.position) ?? this.#pieceAhead();
    // Who takes its time is told as soon as there will be no more, not once it goes on.
    if (piece === null && !this.#crowd.reads(this.position)) this.#giveUp();
    else if (this.#lent !== null) return;
    else if (piece === null) this.#crowd.readOn();
    else this.#hand(piece, this.#take);
  }

  destroy(): void {
    this.#finish?.reject(new Error('given up'));
    this.#lent?.lose();
    this.#lent = null;
    this.#leave();
  }

  #pieceAhead(): Piece | null {
    const ahead = this.#crowd.aheadAt(this.position);
    if (ahead === null) return null;
    const before = this.#crowd;
    this.#crowd = ahead;
    ahead.join(this);
    before.leave(this);
    return ahead.pieceAt(this.position);
  }

  #hand(piece: Piece, take: (piece: Buffer, done: () => void) => void): void {
    const from = this.position - piece.start;
    const bytes = piece.bytes.subarray(from, from + this.#end - this.position);
    piece.retain();
    this.#lent = piece;
    this.position += bytes.length;
    this.#crowd.moved();
    take(bytes, () => {
      if (this.#lent !== piece) return;
      this.#lent = null;
      piece.release();
      this.look();
    });
    if (this.position === this.#end) this.#finish?.resolve();
  }

  #giveUp(): void {
    const why = 'the rest has to be asked for';
    this.#finish?.reject(this.#crowd.isBroken ? new Error(why) : new LeftBehindError(why));
    this.#leave();
  }

  #leave(): void {
    if (this.#over) return;
    this.#over = true;
    this.#crowd.leave(this);
  }
}
