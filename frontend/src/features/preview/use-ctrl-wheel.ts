import { type RefObject, useEffect, useEffectEvent } from 'react';
import { type Point, wheelFactor } from './zoom.ts';

/** Pixels of a line, for wheels that count in those. */
const LINE = 40;

/** By how much a turn of the wheel magnifies. */
export function factorOf({ deltaY, deltaMode, ctrlKey }: WheelEvent): number {
  return wheelFactor(deltaMode === WheelEvent.DOM_DELTA_PIXEL ? deltaY : deltaY * LINE, ctrlKey);
}

/**
 * Hears the wheel while Ctrl is held, which is also how a pinch on a pad comes; turned without it, the wheel scrolls.
 * The point is where the pointer is, from the corner of the element.
 */
export function useCtrlWheel(
  element: RefObject<HTMLElement | null>,
  onZoom: (factor: number, point: Point) => void,
): void {
  const turn = useEffectEvent((event: WheelEvent) => {
    const box = element.current?.getBoundingClientRect();
    if (!event.ctrlKey || box === undefined) return;
    event.preventDefault();
    onZoom(factorOf(event), { x: event.clientX - box.left, y: event.clientY - box.top });
  });
  useEffect(() => {
    const target = element.current;
    const hear = (event: WheelEvent) => turn(event);
    // React listens passively, which could not keep the window from zooming.
    target?.addEventListener('wheel', hear, { passive: false });
    return () => target?.removeEventListener('wheel', hear);
  }, [element]);
}
