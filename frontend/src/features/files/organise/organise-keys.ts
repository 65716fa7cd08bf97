import { useEffect, useEffectEvent } from 'react';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import { isBusyElsewhere } from './keys.ts';
import type { Organise } from './use-organise.tsx';

/**
 * The keys of organising on a page: Ctrl+X, Ctrl+C, Ctrl+V and F2 (⌘ on a Mac), for what is selected; not while
 * something is typed or asked. (Ctrl+Z comes with {@link import('./use-organise.tsx').useOrganise}.)
 */
export function useOrganiseKeys(organise: Organise, selected: readonly DriveNode[]): void {
  /** Does what a key means; false when it means nothing here and others may have it. */
  const run = useEffectEvent((key: string, command: boolean): boolean => {
    const [first] = selected;
    if (key === 'F2' && !command) {
      if (first === undefined || selected.length > 1) return false;
      organise.rename(first);
      return true;
    }
    if (!command) return false;
    if (key.toLowerCase() === 'v') {
      if (organise.canPaste) organise.paste();
      return organise.canPaste;
    }
    // Words that are marked on the page are what one wants to copy.
    if (first === undefined || String(document.getSelection()) !== '') return false;
    switch (key.toLowerCase()) {
      case 'x':
        organise.cut(selected);
        return true;
      case 'c':
        organise.copy(selected);
        return true;
      default:
        return false;
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.shiftKey || event.repeat) return;
      if (isBusyElsewhere(event.target)) return;
      if (run(event.key, event.ctrlKey || event.metaKey)) event.preventDefault();
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}
