import { type RefObject, useEffect, useRef } from 'react';

/**
 * Keeps a place for the keyboard when what had the focus goes with the selection: a button of its toolbar, or the last
 * row. Then the row that the Tab key leads to has it, or the title of the page where there is none. Returns what has to be
 * around the list and its toolbar.
 */
export function useKeptFocus(selected: number): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(selected);
  useEffect(() => {
    const gone = before.current > 0 && selected === 0;
    before.current = selected;
    if (!gone) return;
    // Menus that go along give the focus back first, to a button that is no longer there.
    setTimeout(() => {
      const { activeElement, body } = document;
      if (activeElement !== body || frame.current === null) return;
      const row = frame.current.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
      const place = row ?? document.querySelector<HTMLElement>('main h1');
      place?.focus({ preventScroll: true });
    });
  }, [selected]);
  return frame;
}
