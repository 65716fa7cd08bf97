import { createContext, use, useState } from 'react';
import { byFinger } from '../../ui/use-media.ts';

/** How a list moves: `flying` is so fast that nothing that is in sight was there a frame before. */
export type Motion = 'still' | 'scrolling' | 'flying';

/** How the list around moves. */
export const MotionContext = createContext<Motion>('still');

const CALMER: Record<Motion, number> = { flying: 0, scrolling: 1, still: 2 };

/** The calmest that a list was while an entry was in sight: what only flies past is not worth drawing in full. */
export function useCalmest(): Motion {
  const motion = use(MotionContext);
  const [calmest, setCalmest] = useState(motion);
  if (CALMER[motion] <= CALMER[calmest]) return calmest;
  setCalmest(motion);
  return motion;
}

/** Whether what only shows below the pointer is there. Where a finger scrolls, it always shows, so it comes at once. */
export function useHoverSettled(): boolean {
  return useCalmest() === 'still' || byFinger();
}

/** The lines in sight, and how often in a row none of them had been there before. */
export interface Passing {
  readonly first: number;
  readonly last: number;
  readonly jumps: number;
}

/** What passes now. A single jump is no flight: keys lead from one end to the other too. */
export function passingOn(before: Passing, first: number, last: number): Passing {
  if (first === before.first && last === before.last) return before;
  const jumped = first > before.last || last < before.first;
  return { first, last, jumps: jumped ? before.jumps + 1 : 0 };
}

/** How a list moves that is being scrolled, or is not, and shows what passes. */
export function motionOf(scrolling: boolean, { jumps }: Passing): Motion {
  if (!scrolling) return 'still';
  return jumps > 1 ? 'flying' : 'scrolling';
}
