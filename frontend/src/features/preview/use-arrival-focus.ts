import { type RefObject, useEffect } from 'react';

/**
 * Gives the focus to what can be scrolled when it appears, so that the keys for scrolling work at once; unless the focus
 * is on something that the person chose. As nobody went there, no ring is drawn around it (`data-arrived`).
 */
export function useArrivalFocus(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const arrived = element.current;
    const { activeElement } = document;
    const free = activeElement === document.body || activeElement?.matches('[role="dialog"]') === true;
    if (!free || arrived === null) return;
    arriveAt(arrived);
  }, [element]);
}

function arriveAt(element: HTMLElement): void {
  element.dataset['arrived'] = '';
  element.addEventListener('blur', () => delete element.dataset['arrived'], { once: true });
  element.focus({ preventScroll: true });
}
