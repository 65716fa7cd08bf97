import { baseLetters, withoutMarks } from '../../contract/letters.ts';

/*
 * Names in the form that is searched. The index knows sequences of three characters, so any part of a name of three
 * letters or more is found. To find what begins a name or a word by one or two letters as well, these beginnings are
 * written once more behind a mark. Marks, and what stands for owners, are characters that no folded name holds.
 */

/** Stands twice before a name. */
const NAME_MARK = '\u{FFF00}';
/** Stands twice before the beginning of each further word. */
const WORD_MARK = '\u{FFF01}';
/** Owners are three characters of the last plane, 16 bits each. */
const OWNER_BASE = 0x100000;
const RESERVED = /[\u{FFF00}-\u{FFFFF}\u{100000}-\u{10FFFF}]/gu;
/** Words asked for; more only make it slower. */
const WORDS_MAXIMUM = 20;

const PLAIN = /^[\u0021-\u007E]+(?: [\u0021-\u007E]+)*$/u;

/** A text without what does not count in a search: case, accents, ways to write the same letter. */
export function foldForSearch(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  // Again after lower case: some capitals only then fall apart into a letter and its marks.
  return baseLetters(withoutMarks(withoutMarks(text).toLowerCase()))
    .replaceAll(RESERVED, '\uFFFD')
    .replaceAll(/[\s\0]+/gu, ' ')
    .trim();
}

/** Words, and each character of scripts that put no spaces between words, and each symbol. */
const BEGINNINGS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]|[\p{L}\p{N}]+|[^\p{L}\p{N}\p{P}\s]/gu;

/** The first one or two characters of each word but the first, each once. */
function beginnings(folded: string): Set<string> {
  const found = new Set<string>();
  for (const { index } of folded.matchAll(BEGINNINGS)) {
    const [first = '', second = ' '] = folded.slice(index, index + 4);
    if (index > 0) found.add(second === ' ' ? first : first + second);
  }
  return found;
}

/** What the index keeps of a name. */
export function searchText(name: string): string {
  const folded = foldForSearch(name);
  const marked = Array.from(beginnings(folded), (beginning) => WORD_MARK + WORD_MARK + beginning);
  return `${NAME_MARK}${NAME_MARK}${folded}${marked.join('')}`;
}

/** What stands for an owner in the index; two may share it, so whoever searches checks the owner besides. */
export function searchOwner(ownerId: string): string {
  // FNV-1a, forwards and backwards.
  let [low, high] = [0x811c9dc5, 0x811c9dc5];
  for (let at = 0; at < ownerId.length; at += 1) {
    low = Math.imul(low ^ ownerId.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ ownerId.charCodeAt(ownerId.length - 1 - at), 0x01000193);
  }
  const parts = [low & 0xffff, (low >>> 16) & 0xffff, high & 0xffff];
  return String.fromCodePoint(...parts.map((part) => OWNER_BASE + part));
}

/** What to look for. */
export interface Wanted {
  /** The question for the index: names that begin with the text; null when that is no different. */
  readonly beginning: string | null;
  /** The question for the index: names that contain all its words, in any order, and do not begin with it. */
  readonly elsewhere: string;
  /** Words of that which the index cannot answer for: what it finds `elsewhere` has to be judged as well. */
  readonly marks: readonly string[];
  /** The same for one name, without the index; null where it does not match. */
  judge(name: string): 'beginning' | 'elsewhere' | null;
}

/** Whatever the name. */
export function everything(ownerId: string): Wanted {
  return { beginning: null, elsewhere: quoted(searchOwner(ownerId)), marks: [], judge: () => 'elsewhere' };
}

/** A word too short for the index that begins with a sign which begins no word of a name, as the dash in `a - b`. */
const MARK = /^\p{P}.?$/u;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Understands what was typed, bounded to an owner; undefined when nothing is left of it that could be found. */
export function wanted(typed: string, ownerId: string): Wanted | undefined {
  const text = foldForSearch(typed);
  if (text === '') return undefined;
  const words = [...new Set(text.split(' '))].slice(0, WORDS_MAXIMUM);
  // One or two letters are found where a word begins, more of them anywhere; signs between words anywhere too.
  const isMark = (word: string) => MARK.test(word);
  const isShort = (word: string) => Array.from(word).length <= 2 && !isMark(word);
  const owner = quoted(searchOwner(ownerId));
  const atStart = quoted(`${NAME_MARK}${NAME_MARK}${text}`);
  const questions = words.flatMap((word) => {
    if (isShort(word))
      return `(${quoted(NAME_MARK + NAME_MARK + word)} OR ${quoted(WORD_MARK + WORD_MARK + word)})`;
    if (!isMark(word)) return quoted(word);
    // The letter behind a sign begins a word.
    const [, second] = word;
    return second === undefined || isMark(second) ? [] : quoted(WORD_MARK + WORD_MARK + second);
  });
  return {
    beginning: `${owner} AND ${atStart}`,
    elsewhere: `(${[owner, ...questions].join(' AND ')}) NOT ${atStart}`,
    marks: words.filter(isMark),
    judge(name) {
      const folded = foldForSearch(name);
      if (folded.startsWith(text)) return 'beginning';
      const starts = [...beginnings(folded)];
      const has = (word: string) =>
        isShort(word)
          ? folded.startsWith(word) || starts.some((start) => start.startsWith(word))
          : folded.includes(word);
      return words.every(has) ? 'elsewhere' : null;
    },
  };
}
