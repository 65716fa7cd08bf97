import type { Size } from './zoom.ts';

/** Screen pixels of a point at full size. */
export const FULL = 96 / 72;
export const SMALLEST = FULL / 4;
export const LARGEST_SCALE = FULL * 5;
/** Room for the buttons beside the page. */
const SIDES = 160;
/** A page alone in a wide window is not blown up further than this. */
const WIDEST = FULL * 1.25;

/** Screen pixels of a point at which a page is as wide as the window. */
export function widthScale(stage: Size, page: Size): number {
  return within((stage.width - SIDES) / page.width, WIDEST);
}

/** Keeps a scale between the smallest and the largest. */
export function within(scale: number, largest = LARGEST_SCALE): number {
  return Math.max(SMALLEST, Math.min(largest, scale));
}

/** Real pixels for each one of the screen, fewer for pages that would need too much memory. */
export function sharpness({ width, height }: Size, screen: number, mostPixels = 16_000_000): number {
  return Math.min(screen, Math.sqrt(mostPixels / Math.max(1, width * height)));
}
