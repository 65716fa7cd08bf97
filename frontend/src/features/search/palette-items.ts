import type { LucideIcon } from 'lucide-react';
import { fold } from './highlight.ts';

/** A page or an action of the palette. */
export interface PaletteItem {
  readonly key: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Other words that it is found by. */
  readonly words?: string;
  /** Keys that do the same. */
  readonly shortcut?: string;
  readonly onSelect: () => void;
}

/** Those that have all words that were typed at the beginning of theirs; all of them for none. */
export function matching<Item extends Pick<PaletteItem, 'label' | 'words'>>(
  items: readonly Item[],
  typed: string,
): Item[] {
  const words = fold(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return items.filter(({ label, words: more = '' }) => {
    const own = fold(`${label} ${more}`).split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  });
}

/** True when a name has all words that were typed somewhere in it. */
export function containsAll(name: string, typed: string): boolean {
  const folded = fold(name);
  return fold(typed)
    .split(/\s+/u)
    .every((word) => folded.includes(word));
}
