import { useEffect, useEffectEvent } from 'react';

/** What keys do on every page. */
export interface PageKeys {
  readonly onSearch: () => void;
  readonly onPalette: () => void;
  readonly onShortcuts: () => void;
}

/** True where letters are typed, and so mean themselves. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]',
    ) !== null
  );
}

/** True while something is asked, or shown over the page. */
function isSomethingOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

/** `/` and Ctrl+F search, Ctrl+K opens the palette, `?` the list of shortcuts; ⌘ on a Mac. */
export function usePageKeys(keys: PageKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.repeat || isSomethingOpen()) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.shiftKey && key === 'f') keys.onSearch();
    else if (command && !event.shiftKey && key === 'k') keys.onPalette();
    else if (!command && key === '/' && !isTyping(event.target)) keys.onSearch();
    else if (!command && key === '?' && !isTyping(event.target)) keys.onShortcuts();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}
