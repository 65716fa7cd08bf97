import { useEffect, useEffectEvent } from 'react';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { useOrganiseKeys } from './organise/organise-keys.ts';
import type { NodeActs } from './use-node-acts.tsx';

/** Where keys belong to what is open or typed into, and not to the list below it. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]';

/** The keys that do something with what is selected, wherever on the page one is. */
export function useNodeKeys(acts: NodeActs, nodes: readonly DriveNode[]): void {
  useOrganiseKeys(acts, nodes);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.shiftKey && !event.altKey && key === 'd') {
      if (nodes.length > 0) acts.duplicate(nodes);
    } else if (
      (command && !event.shiftKey && !event.altKey && key === 'i') ||
      (event.altKey && key === 'enter')
    )
      acts.toggleDetails();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || (target instanceof Element && target.closest(ELSEWHERE) !== null)) return;
      press(event);
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}
