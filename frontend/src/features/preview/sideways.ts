import type { KeyHandler } from './stage.ts';

/** How far one press scrolls, in CSS pixels. */
const STEP = 160;

/** Scrolls to the side by Shift and an arrow, as the arrows alone lead to other files. */
export function scrollSideways(
  element: HTMLElement | null,
  { key, shiftKey }: Parameters<KeyHandler>[0],
): boolean {
  if (element === null || !shiftKey || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false;
  element.scrollLeft += key === 'ArrowLeft' ? -STEP : STEP;
  return true;
}
