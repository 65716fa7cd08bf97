import { useEffect, useMemo, useRef, useState } from 'react';
import { NOTHING_SELECTED, reconcile, type Selection } from './selection.ts';

interface Entry {
  readonly id: string;
}

/** The selection of a list, kept true while entries come and go. */
export function useGridSelection<Item extends Entry>(items: readonly Item[]) {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const before = useRef(ids);

  useEffect(() => {
    const previous = before.current;
    before.current = ids;
    if (previous !== ids) setSelection((state) => reconcile(state, previous, ids));
  }, [ids]);

  const selected = useMemo(
    () => items.filter(({ id }) => selection.selected.has(id)),
    [items, selection.selected],
  );
  return { selection, setSelection, ids, selected };
}
