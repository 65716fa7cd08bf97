const CONSONANTS = 'bcdfghjklmnprstv';
const VOWELS = 'aeiou';
const WORDS = 3;
const SYLLABLES = 3;

/** A new password that can be read out over a table: three made-up words, about 57 random bits. */
export function suggestPassword(): string {
  const sign = (signs: string) => signs.charAt(randomBelow(signs.length));
  const word = () => Array.from({ length: SYLLABLES }, () => sign(CONSONANTS) + sign(VOWELS)).join('');
  return Array.from({ length: WORDS }, word).join('-');
}

/** A fair random number from 0 to `limit` − 1, for limits up to 256. */
function randomBelow(limit: number): number {
  const fair = 256 - (256 % limit);
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while ((byte[0] ?? 0) >= fair);
  return (byte[0] ?? 0) % limit;
}
