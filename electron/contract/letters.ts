const BASE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/**
 * A text in lower case with the letters that people type for those that Unicode does not take apart into a letter and
 * marks. The core sorts and searches by it, and the page marks what was found by it.
 */
export function baseLetters(lower: string): string {
  return lower.replaceAll(/[ßæœøłđðþıς]/gu, (letter) => BASE_LETTERS[letter] ?? letter);
}

/** A text without its accents and other marks, and with one way to write each letter. */
export function withoutMarks(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}
