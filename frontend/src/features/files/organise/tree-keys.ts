import { findByPrefix } from '../grid-keys.ts';

/** The entries of the tree in which an entry stands, from top to bottom, as far as they are in sight. */
function entriesAround(entry: HTMLElement): HTMLElement[] {
  const tree = entry.closest('[role="tree"]');
  return tree === null ? [] : [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
}

/** Focuses an entry near another one; answers false when the key does not lead anywhere in a tree. */
export function walk(entry: HTMLElement, key: string): boolean {
  const entries = entriesAround(entry);
  const at = entries.indexOf(entry);
  switch (key) {
    case 'ArrowDown':
      entries[at + 1]?.focus();
      return true;
    case 'ArrowUp':
      entries[at - 1]?.focus();
      return true;
    case 'Home':
      entries[0]?.focus();
      return true;
    case 'End':
      entries.at(-1)?.focus();
      return true;
    default: {
      if (key.length !== 1 || key === ' ') return false;
      const names = entries.map(({ dataset }) => ({ name: dataset['name'] ?? '' }));
      entries[findByPrefix(names, key, at)]?.focus();
      return true;
    }
  }
}

/** Focuses the entry that this one is in. */
export function walkOut(entry: HTMLElement): void {
  const level = levelOf(entry);
  const entries = entriesAround(entry);
  entries
    .slice(0, entries.indexOf(entry))
    .findLast((other) => levelOf(other) < level)
    ?.focus();
}

/** Focuses the first entry in this one. */
export function walkIn(entry: HTMLElement): void {
  const entries = entriesAround(entry);
  const next = entries[entries.indexOf(entry) + 1];
  if (next !== undefined && levelOf(next) > levelOf(entry)) next.focus();
}

function levelOf(entry: HTMLElement): number {
  return Number(entry.getAttribute('aria-level'));
}
