import { PASSWORD_MAXIMUM_BYTES, PASSWORD_MINIMUM } from '../../contract/people.ts';
import { fail } from '../lib/errors.ts';
import type { Hasher } from './hasher.ts';
import { userNameKey } from './names.ts';
import type { Asker } from './ways.ts';

/** What guessing begins with, folded; the page's strength meter says the rest. */
const COMMONEST = new Set([
  'password',
  'password1',
  'password12',
  'password123',
  'passw0rd',
  'p@ssw0rd',
  'qwertyuiop',
  'qwerty123',
  'qwerty12',
  'qwertyui',
  '1q2w3e4r',
  '1q2w3e4r5t',
  '1qaz2wsx',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'letmein1',
  'welcome1',
  'admin123',
  'administrator',
  'changeme',
  'minioadmin',
  'senha123',
  'senha1234',
  'mudar123',
  'brasil123',
  'flamengo',
  'corinthians',
  'palmeiras',
]);

/** The rules of passwords, and their hashes. */
export interface Passwords {
  /** Throws PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG or PASSWORD_TOO_WEAK. */
  check(password: string, userName: string): void;
  /** Who asks is somebody signed in where nothing is said. Throws TOO_MANY_ATTEMPTS where too many wait. */
  hash(password: string, asker?: Asker): Promise<string>;
  /** Whether the password fits; takes as long when there is no hash (null) to fit. */
  verify(password: string, hash: string | null, asker?: Asker): Promise<boolean>;
}

/** Makes the rules for hashes of this bcrypt cost. */
export function makePasswords(hasher: Hasher, cost: number): Passwords {
  // A well-formed hash that belongs to no known password: nobody's name takes as long as somebody's.
  const nobodys = `$2b$${String(cost).padStart(2, '0')}$${'N'.repeat(21)}u${'N'.repeat(31)}`;
  return {
    check: checkPassword,
    hash: (password, asker) => hasher.hash(sameForm(password), cost, asker),
    async verify(password, hash, asker) {
      const typed = sameForm(password);
      // bcrypt would look at the first 72 bytes alone and let the rest be anything.
      const possible = hash !== null && Buffer.byteLength(typed) <= PASSWORD_MAXIMUM_BYTES;
      return (await hasher.compare(typed, possible ? hash : nobodys, asker)) && possible;
    },
  };
}

function checkPassword(password: string, userName: string): void {
  const typed = sameForm(password);
  if (Buffer.byteLength(typed) > PASSWORD_MAXIMUM_BYTES)
    throw fail('PASSWORD_TOO_LONG', { maximumBytes: PASSWORD_MAXIMUM_BYTES });
  const signs = Array.from(typed, (sign) => sign.codePointAt(0) ?? 0);
  if (signs.length < PASSWORD_MINIMUM) throw fail('PASSWORD_TOO_SHORT', { minimum: PASSWORD_MINIMUM });
  const folded = userNameKey(typed);
  if (folded === userNameKey(userName) || COMMONEST.has(folded) || isRun(signs) || isRepeated(typed))
    throw fail('PASSWORD_TOO_WEAK');
}

/** A keyboard may send an accented letter as one sign or as two: both are the same password. */
function sameForm(password: string): string {
  return password.normalize('NFC');
}

/** `12345678`, `hgfedcba`, `aaaaaaaa`, and 0 after 9. */
function isRun(signs: readonly number[]): boolean {
  return [0, 1, -1].some((step) =>
    signs.every((sign, at) => {
      const before = signs[at - 1];
      return before === undefined || sign === before + step || (step === 1 && sign === 48 && before === 57);
    }),
  );
}

/** `abababab`, `123123123`. */
function isRepeated(typed: string): boolean {
  return /^(?<unit>.{1,4})\k<unit>+$/su.test(typed);
}
