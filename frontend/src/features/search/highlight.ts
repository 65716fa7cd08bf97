import { baseLetters, withoutMarks } from '../../api/letters.ts';

/** A piece of a name; `hit` when it is part of what was looked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** A text without what does not count in a search: case, accents, ways to write the same letter. */
export function fold(text: string): string {
  return baseLetters(withoutMarks(withoutMarks(text).toLowerCase()));
}

/** Cuts a name where the words that were typed occur in it, accents and case aside. */
export function highlight(name: string, typed: string): Piece[] {
  const words = [...new Set(fold(typed).split(/\s+/u))].filter((word) => word !== '');
  const letters = Array.from(name);
  // Of each folded character, the letter that it comes from.
  const origins: number[] = [];
  let folded = '';
  for (const [at, letter] of letters.entries()) {
    const part = fold(letter);
    folded += part;
    for (let index = 0; index < part.length; index += 1) origins.push(at);
  }
  const hit = letters.map(() => false);
  for (const word of words)
    for (const start of occurrences(folded, word))
      for (let index = start; index < start + word.length; index += 1) hit[origins[index] ?? 0] = true;
  // A mark that stands alone belongs to the letter before it.
  for (const [at, letter] of letters.entries())
    if (at > 0 && /^\p{M}+$/u.test(letter)) hit[at] = hit[at - 1] === true;

  const pieces: { text: string; hit: boolean }[] = [];
  for (const [at, letter] of letters.entries()) {
    const last = pieces.at(-1);
    if (last !== undefined && last.hit === hit[at]) last.text += letter;
    else pieces.push({ text: letter, hit: hit[at] === true });
  }
  return pieces;
}

/** Where a word occurs. One or two letters count only where a word begins, as in the search itself. */
function occurrences(folded: string, word: string): number[] {
  const found: number[] = [];
  const short = Array.from(word).length <= 2;
  for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
    const inside = short && at > 0 && /[\p{L}\p{N}]$/u.test(folded.slice(0, at)) && /^[a-z0-9]/u.test(word);
    if (!inside) found.push(at);
  }
  return found;
}
