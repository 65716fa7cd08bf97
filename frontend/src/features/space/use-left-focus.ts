import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For what goes away when it was acted on: where the focus was in it, that goes to the part of the page that held it, so
 * that whoever uses the keyboard goes on from there and not from the top.
 */
export function useLeftFocus<Element extends HTMLElement>(): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    return () => {
      if (element === null || !element.contains(document.activeElement)) return;
      const part = element.closest('section');
      part?.setAttribute('tabindex', '-1');
      part?.focus({ preventScroll: true });
    };
  }, []);
  return ref;
}
