import { useRef } from 'react';

/** What lies over the page, and takes what has the focus in it along when it goes. */
const OVER = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** What had the focus last on the page itself, and the list that it is an entry of. */
let onPage: { readonly element: HTMLElement; readonly list: Element | null } | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest(OVER) === null)
    onPage = { element: target, list: target.closest('[role="grid"]') };
});

/**
 * For windows that open without a button of their own: when one closes, the focus goes back to where it was, so that
 * the keyboard goes on from there. Whoever has sent it elsewhere meanwhile is left alone. Of a list whose entry is gone,
 * the one that the Tab key leads to has it.
 */
export function useReturnFocus() {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (): void => {
      const { activeElement, body } = document;
      opener.current = activeElement === body ? null : activeElement;
    },
    onCloseAutoFocus: (event: Event): void => {
      event.preventDefault();
      if (document.activeElement !== document.body) return;
      const entry = onPage?.list?.querySelector('[role="row"][tabindex="0"]');
      const place = [opener.current, onPage?.element, entry].find((element) => element?.isConnected === true);
      if (place instanceof HTMLElement) place.focus({ preventScroll: true });
    },
  };
}
