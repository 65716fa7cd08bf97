import { createContext, use, useEffect, useEffectEvent } from 'react';

/** Answers true when the key was meant for it. */
export type KeyHandler = (event: Pick<KeyboardEvent, 'key' | 'shiftKey'>) => boolean;

/** Lets what is shown hear the keys pressed anywhere in the preview, before they mean “next” or “previous”. */
export const StageKeys = createContext<((handler: KeyHandler) => () => void) | null>(null);

/** Where the tools of what is shown stand; null before it is there. */
export const StageTools = createContext<HTMLElement | null>(null);

/** Hears the keys of the preview for as long as the component is shown. */
export function useStageKeys(handler: KeyHandler): void {
  const listen = use(StageKeys);
  const hear = useEffectEvent(handler);
  useEffect(() => listen?.((event) => hear(event)), [listen]);
}
