import { useMemo, useState } from 'react';
import { idsOf } from './ids-of.ts';
import { continues, NOTHING_SELECTED, reconcile, type Selection } from './selection.ts';

/** The selection of a list, kept true while entries come and go. */
export function useGridSelection<Item extends { readonly id: string }>(items: readonly Item[]) {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const [known, setKnown] = useState(items);

  // Before anything is drawn, so that no row is selected that is not there.
  if (known !== items) {
    setKnown(items);
    // Of the very entries, no ids have to be made for each page that comes.
    if (!continues(known, items)) setSelection(reconcile(selection, idsOf(known), idsOf(items)));
  }

  const selected = useMemo(
    () => (selection.selected.size === 0 ? [] : items.filter(({ id }) => selection.selected.has(id))),
    [items, selection.selected],
  );
  return { selection, setSelection, selected };
}
