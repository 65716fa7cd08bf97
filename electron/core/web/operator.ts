import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Letters and digits that are not mistaken for one another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** Characters of a code: about 99 bits. */
const LENGTH = 20;

/** Who may do the first run in a browser: whoever knows the code that this computer shows. */
export interface Operator {
  /** The code of this moment; null once the first run is done. */
  code(): string | null;
  /** Takes a code, once: the token that proves it from now on. Null for a wrong one. */
  exchange(code: string): string | null;
  /** Whether a token is one that was given out, and the first run still goes on. */
  is(token: string | undefined): boolean;
}

/** Makes the one-time code; `onCode` is told of each new one. It holds for this start of the core only. */
export function makeOperator({
  setupDone,
  onCode,
}: {
  readonly setupDone: () => boolean;
  readonly onCode: () => void;
}): Operator {
  let current = newCode();
  const tokens: Buffer[] = [];
  const renew = () => {
    current = newCode();
    onCode();
  };
  return {
    code: () => (setupDone() ? null : current),
    exchange(code) {
      if (setupDone()) return null;
      // Too long to be guessed; a new one after wrong ones would only let a page elsewhere make the shown one stale.
      if (!same(digest(plain(code)), digest(plain(current)))) return null;
      const token = randomBytes(32).toString('base64url');
      tokens.push(digest(token));
      // A browser that lost its cookie needs another code, and whoever looked over a shoulder has none.
      renew();
      return token;
    },
    is: (token) => token !== undefined && !setupDone() && tokens.some((known) => same(known, digest(token))),
  };
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return letters.join('').replaceAll(/.{5}(?=.)/gu, '$&-');
}

function plain(code: string): string {
  return code.replaceAll(/[^\dA-Za-z]/gu, '').toUpperCase();
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function same(one: Buffer, other: Buffer): boolean {
  return timingSafeEqual(one, other);
}
