import { NAME_MAXIMUM } from '../../contract/drive.ts';
import { baseLetters, withoutMarks } from '../../contract/letters.ts';
import { fail } from '../lib/errors.ts';

/** A name as it is kept, with the two forms that the database compares. */
export interface NodeName {
  readonly name: string;
  /** Equal for names that Windows or macOS would take for the same. */
  readonly key: string;
  /** Compared byte by byte, gives the order that people expect. */
  readonly sortKey: string;
}

// Line and paragraph separators break lists and zip listings as control characters do; half a surrogate pair cannot be
// written as UTF-8.
const FORBIDDEN = /[/\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Checks a name as typed or as found on a disk. Forbidden are only the slash, control characters, `.` and `..`:
 * objects have opaque keys, so that what some systems refuse is fine here.
 * Throws NAME_INVALID or NAME_TOO_LONG (over 255 UTF-16 code units).
 */
export function toNodeName(typed: string): NodeName {
  const name = typed.trim().normalize('NFC');
  if (name === '' || name === '.' || name === '..' || FORBIDDEN.test(name))
    throw fail('NAME_INVALID', { name: typed });
  if (name.length > NAME_MAXIMUM) throw fail('NAME_TOO_LONG', { name, maximum: NAME_MAXIMUM });
  return { name, key: nameKey(name), sortKey: sortKey(name) };
}

/** Two names with the same key cannot stand beside each other in a folder. */
function nameKey(name: string): string {
  // The small sigma has a second form at the end of words; lower case picks it by the neighbours.
  return name.toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/** Some characters grow many times over in the sort key; what is cut off is decided by the id. */
const SORT_KEY_MAXIMUM = 400;
const HALF_CHARACTER = /[\uD800-\uDBFF]$/;

/**
 * Accents and case do not count, numbers count by their value, punctuation comes before digits and digits before
 * letters. Names that differ by accents only stand together, the plain one first.
 */
function sortKey(name: string): string {
  const lower = name.toLowerCase();
  const plain = baseLetters(withoutMarks(lower)).normalize('NFC');
  const ordered = plain.replaceAll(/[^\p{L}\p{N}]/gu, '\u0002$&').replaceAll(/\d+/gu, (digits) => {
    const value = digits.replace(/^0+(?=\d)/u, '');
    return String(value.length).padStart(3, '0') + value;
  });
  const whole = plain === lower ? ordered : `${ordered}\u0001${lower}`;
  return whole.slice(0, SORT_KEY_MAXIMUM).replace(HALF_CHARACTER, '');
}

const EXTENSION = /^(.+?)((?:\.tar)?\.[^. ]{1,16})$/iu;

/**
 * The name with a number before its extension: `name (2).ext`. What would be too long is cut from the stem, never
 * inside a character. A folder has no extension.
 */
export function numbered(name: string, number: number, kind: 'folder' | 'file'): NodeName {
  const parts = kind === 'file' ? EXTENSION.exec(name) : null;
  const stem = parts?.[1] ?? name;
  const extension = parts?.[2] ?? '';
  const suffix = ` (${String(number)})${extension}`;
  const cut = stem.slice(0, NAME_MAXIMUM - suffix.length).replace(HALF_CHARACTER, '');
  return toNodeName(`${cut.trimEnd()}${suffix}`);
}

/**
 * The first free name of a series: the wished one, or with a number. Asks `isTaken` for as few names as possible even
 * where thousands are taken, so that a number in between may be left out.
 */
export async function freeName(
  wished: NodeName,
  kind: 'folder' | 'file',
  isTaken: (name: NodeName) => Promise<boolean>,
): Promise<NodeName> {
  if (!(await isTaken(wished))) return wished;
  const withNumber = (number: number) => numbered(wished.name, number, kind);
  let taken = 1;
  let free = 2;
  while (await isTaken(withNumber(free))) {
    taken = free;
    free = free < 10 ? free + 1 : free * 2;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await isTaken(withNumber(middle))) taken = middle;
    else free = middle;
  }
  return withNumber(free);
}
