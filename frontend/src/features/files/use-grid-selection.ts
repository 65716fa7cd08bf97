import { useMemo, useState } from 'react';
import { idsOf } from './ids-of.ts';
import { NOTHING_SELECTED, reconcile, type Selection } from './selection.ts';

/** The selection of a list, kept true while entries come and go. */
export function useGridSelection<Item extends { readonly id: string }>(items: readonly Item[]) {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const [known, setKnown] = useState(items);

  // Before anything is drawn, so that no row is selected that is not there.
  if (known !== items) {
    setKnown(items);
    if (!begins(items, known)) setSelection(reconcile(selection, idsOf(known), idsOf(items)));
  }

  const selected = useMemo(
    () => (selection.selected.size === 0 ? [] : items.filter(({ id }) => selection.selected.has(id))),
    [items, selection.selected],
  );
  return { selection, setSelection, selected };
}

/** Whether a list only grew at its end, by the very entries: each page of a long one that comes does that. */
function begins<Item>(items: readonly Item[], known: readonly Item[]): boolean {
  return items.length >= known.length && known.every((item, at) => item === items[at]);
}
