import { useEffect, useEffectEvent } from 'react';
import { useChanges } from './changes.ts';
import { isBusyElsewhere } from './keys.ts';

/** Ctrl+Z (⌘Z on a Mac) takes back the newest change, from anywhere on the page; not while something is typed or asked. */
export function useUndoKeys(): void {
  const changes = useChanges();
  const undo = useEffectEvent(() => void changes.undo(null));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      // More than one part of a page may listen; the first one has it.
      if (!command || event.key.toLowerCase() !== 'z' || event.defaultPrevented || event.repeat) return;
      if (isBusyElsewhere(event.target)) return;
      event.preventDefault();
      undo();
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}
