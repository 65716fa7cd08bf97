import { createContext, use, useState } from 'react';
import { byFinger } from '../../ui/use-media.ts';

/** Whether the list around is being scrolled. */
export const ScrollingContext = createContext(false);

/** False for what came into sight while one scrolls, until that is over: what only flies past is not worth drawing. */
export function useSettled(): boolean {
  const scrolling = use(ScrollingContext);
  const [settled, setSettled] = useState(!scrolling);
  if (!settled && !scrolling) setSettled(true);
  return settled;
}

/** The same for what only shows below the pointer. Where a finger scrolls, it always shows, so it comes at once. */
export function useHoverSettled(): boolean {
  return useSettled() || byFinger();
}
