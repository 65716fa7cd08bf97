import { useEffect, useEffectEvent } from 'react';
import type { Changes } from './changes.ts';
import { isBusyElsewhere } from './keys.ts';

/** Ctrl+Z (⌘Z on a Mac) takes back the newest change, on every page; not while something is typed or asked. */
export function useUndoKeys(changes: Changes): void {
  const undo = useEffectEvent(() => void changes.undo(null));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!command || event.key.toLowerCase() !== 'z' || event.defaultPrevented || event.repeat) return;
      if (isBusyElsewhere(event.target)) return;
      event.preventDefault();
      undo();
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}
