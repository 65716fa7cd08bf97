import type { Piece } from './piece.ts';
import { openPlainReading } from './plain-reading.ts';
import type { Reading, StoreQuestion } from './reading.ts';
import { openSecureReading } from './secure-reading.ts';

/** So much of what was read is kept for those who come close behind, in bytes of memory. */
const WINDOW = 16 * 1024 * 1024;
/** What all crowds may keep together, in bytes. */
const KEPT_TOGETHER = 32 * 1024 * 1024;

/**
 * So long those who are ahead wait for those who would be left behind, in milliseconds: less than what they have in hand
 * lasts. And this part of all the time at most, so that nobody is as slow as the slowest.
 */
const PATIENCE_MS = 50;
const PATIENCE_PART = 0.05;

/** Somebody whom a crowd reads to. */
export interface Member {
  /** Where what it needs next stands. */
  readonly position: number;
  /** There may be something new: another piece, or the end. */
  look(): void;
}

const crowds = new Map<string, Set<Crowd>>();
let keptTogether = 0;

/**
 * Everybody who reads the same object at about the same place. The store is asked once for all of them: whoever is the
 * furthest has it read on, and what was read is kept for a while for the others, who take it from memory as fast as they
 * can. Who falls behind what is kept, although those ahead waited a little, reads on alone. Whoever asks was let in by
 * the door already: no signature is checked for those who join.
 */
export class Crowd {
  /** Settles once the store answers. */
  readonly opened: Promise<void>;
  readonly #name: string;
  readonly #start: number;
  /** Where the last byte after that which was asked for stands; infinite when nobody knows. */
  readonly #expectedEnd: number;
  /** Where the first byte after those that were read stands. */
  #position: number;
  #length = 0;
  /** Of what was read the last ones, oldest first, without gaps. */
  readonly #pieces: Piece[] = [];
  #kept = 0;
  readonly #members = new Set<Member>();
  readonly #given = new AbortController();
  #reading: Reading | null = null;
  /** Runs while it waits for those behind. */
  #patience: NodeJS.Timeout | undefined;
  #waitsSince = 0;
  #waitedMs = 0;
  readonly #begunAt = performance.now();
  #state: 'opening' | 'reading' | 'read' | 'broken' = 'opening';

  private constructor(name: string, question: StoreQuestion) {
    this.#name = name;
    this.#start = question.range?.start ?? 0;
    this.#position = this.#start;
    this.#expectedEnd = this.#start + question.expectedBytes;
    this.opened = this.#open(question);
    this.opened.catch(() => undefined); // told to its members
    const others = crowds.get(name);
    if (others === undefined) crowds.set(name, new Set([this]));
    else others.add(this);
  }

  /** The one in which a question can be answered from memory or by what is read next; else a new one. */
  static for(question: StoreQuestion): Crowd {
    const name = nameOf(question);
    const start = question.range?.start ?? 0;
    const end = start + question.expectedBytes;
    for (const crowd of crowds.get(name) ?? [])
      if (crowd.#expectedEnd === end && (crowd.#position === start || crowd.pieceAt(start) !== null))
        return crowd;
    return new Crowd(name, question);
  }

  /** Where its last byte ends; known once it is opened. */
  get end(): number {
    return this.#start + this.#length;
  }

  /** The store broke off. */
  get isBroken(): boolean {
    return this.#state === 'broken';
  }

  join(member: Member): void {
    this.#members.add(member);
  }

  /** What nobody reads is not read on. */
  leave(member: Member): void {
    this.#members.delete(member);
    if (this.#members.size > 0) {
      this.moved();
      return;
    }
    this.#given.abort();
    this.#reading?.destroy();
    this.#break();
  }

  /** What stands at a place, null when that is not kept. */
  pieceAt(position: number): Piece | null {
    if (position >= this.#position) return null;
    return this.#pieces.findLast(({ start }) => start <= position && position < this.#position) ?? null;
  }

  /** Whether what stands at a place is what will be read next. */
  reads(position: number): boolean {
    return this.#state === 'reading' && position === this.#position;
  }

  /** Reads what comes next; those who called before may have it already. */
  readOn(): void {
    if (this.#patience !== undefined) return;
    const patience = this.#wouldLeaveBehind() ? this.#patienceLeft() : 0;
    if (patience > 0) this.#wait(patience);
    else this.#reading?.more();
  }

  /** A member went on: those ahead may have waited for it. */
  moved(): void {
    if (this.#patience !== undefined && !this.#wouldLeaveBehind()) this.#waited();
  }

  /** One of the same object that has what stands at a place: then it need not be read twice. */
  aheadAt(position: number): Crowd | null {
    for (const other of crowds.get(this.#name) ?? [])
      if (other.#expectedEnd === this.#expectedEnd && other.pieceAt(position) !== null) return other;
    return null;
  }

  async #open(question: StoreQuestion): Promise<void> {
    const own = { ...question, signal: this.#given.signal };
    try {
      const open = question.url.startsWith('https:') ? openSecureReading : openPlainReading;
      const reading = await open(own);
      this.#reading = reading;
      this.#length = reading.length;
      if (this.#state === 'opening') this.#state = reading.length === 0 ? 'read' : 'reading';
      else reading.destroy();
      reading.run((piece) => this.#arrived(piece)).catch(() => this.#break());
    } catch (error) {
      this.#break();
      throw error;
    }
  }

  #arrived(piece: Piece): void {
    if (this.#state === 'broken') return;
    piece.retain();
    this.#pieces.push(piece);
    this.#kept += piece.memory;
    keptTogether += piece.memory;
    this.#position = piece.start + piece.bytes.length;
    if (this.#position === this.end) this.#state = 'read';
    for (const member of this.#members) member.look();
    this.#trim();
  }

  #patienceLeft(): number {
    const elapsed = performance.now() - this.#begunAt;
    return Math.min(PATIENCE_MS, PATIENCE_MS + elapsed * PATIENCE_PART - this.#waitedMs);
  }

  #wait(milliseconds: number): void {
    this.#waitsSince = performance.now();
    this.#patience = setTimeout(() => this.#waited(), milliseconds);
  }

  #waited(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#waitedMs += performance.now() - this.#waitsSince;
    this.#reading?.more();
  }

  /** Whether somebody still needs what would be let go for the next piece. */
  #wouldLeaveBehind(): boolean {
    const oldest = this.#pieces[0];
    if (oldest === undefined) return false;
    const more = oldest.memory;
    if (this.#kept + more <= WINDOW && keptTogether + more <= KEPT_TOGETHER) return false;
    const end = oldest.start + oldest.bytes.length;
    for (const { position } of this.#members) if (position >= oldest.start && position < end) return true;
    return false;
  }

  /** Keeps what somebody who comes behind may want, and no more. */
  #trim(): void {
    const window = this.#isFollowed() ? WINDOW : 0;
    for (let oldest = this.#pieces[0]; oldest !== undefined; oldest = this.#pieces[0]) {
      if (this.#kept <= window && keptTogether <= KEPT_TOGETHER) return;
      this.#pieces.shift();
      this.#forget(oldest);
    }
  }

  /** At the beginning others may join yet; later on only those are expected who are there. */
  #isFollowed(): boolean {
    if (this.#members.size > 1 || this.#position - this.#start <= WINDOW) return true;
    for (const other of crowds.get(this.#name) ?? []) if (other.#position < this.#position) return true;
    return false;
  }

  #break(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if (this.#state !== 'broken') {
      this.#state = 'broken';
      const others = crowds.get(this.#name);
      others?.delete(this);
      if (others?.size === 0) crowds.delete(this.#name);
    }
    for (const piece of this.#pieces.splice(0)) this.#forget(piece);
    for (const member of this.#members) member.look();
  }

  #forget(piece: Piece): void {
    this.#kept -= piece.memory;
    keptTogether -= piece.memory;
    piece.release();
  }
}

/** Which bytes are asked for, without what differs from one signature to the next. */
function nameOf({ url }: StoreQuestion): string {
  const { origin, pathname, searchParams } = new URL(url);
  const rest = [...searchParams].filter(([name]) => !/^(?:x-amz-|x-mcm-|response-)/iu.test(name));
  return JSON.stringify([origin, pathname, rest]);
}
