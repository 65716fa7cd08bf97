import { useMemo, useState } from 'react';
import { NOTHING_SELECTED, reconcile, type Selection } from './selection.ts';

/** The selection of a list, kept true while entries come and go. */
export function useGridSelection<Item extends { readonly id: string }>(items: readonly Item[]) {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const [known, setKnown] = useState(items);

  // Before anything is drawn, so that no row is selected that is not there.
  if (known !== items) {
    setKnown(items);
    setSelection(reconcile(selection, idsOf(known), idsOf(items)));
  }

  const selected = useMemo(
    () => items.filter(({ id }) => selection.selected.has(id)),
    [items, selection.selected],
  );
  return { selection, setSelection, selected };
}

function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map(({ id }) => id);
}
