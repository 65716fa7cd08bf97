import { type TouchEvent, useRef } from 'react';

/** A finger that goes so far sideways, in CSS pixels, means the next file. */
const FAR = 56;

interface SwipeInput {
  readonly onPrevious: (() => void) | null | undefined;
  readonly onNext: (() => void) | null | undefined;
}

/** Leafs with a finger: sideways, unless what is below it scrolls or is moved sideways itself. */
export function useSwipe({ onPrevious, onNext }: SwipeInput) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null);
  return {
    onTouchStart({ touches, target, currentTarget }: TouchEvent<HTMLElement>): void {
      const finger = touches.item(0);
      // Two fingers make things larger.
      const alone = touches.length === 1;
      start.current =
        alone && finger !== null && target instanceof Element && !movesSideways(target, currentTarget)
          ? { x: finger.clientX, y: finger.clientY }
          : null;
    },
    onTouchEnd({ touches, changedTouches }: TouchEvent<HTMLElement>): void {
      const finger = changedTouches.item(0);
      const from = start.current;
      start.current = null;
      if (from === null || finger === null || touches.length > 0) return;
      const [x, y] = [finger.clientX - from.x, finger.clientY - from.y];
      if (Math.abs(x) < FAR || Math.abs(x) < 1.5 * Math.abs(y)) return;
      if (x > 0) onPrevious?.();
      else onNext?.();
    },
    onTouchCancel(): void {
      start.current = null;
    },
  };
}

function movesSideways(target: Element, stage: Element): boolean {
  if (target.closest('video, audio, input, [role="slider"]') !== null) return true;
  for (let at: Element | null = target; at !== null && stage.contains(at); at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth + 1 && /auto|scroll/u.test(getComputedStyle(at).overflowX))
      return true;
  }
  return false;
}
