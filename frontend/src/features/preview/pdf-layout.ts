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

/** Room between pages, and above the first and below the last one, in screen pixels. */
export const GAP = 20;
export const TOP = 24;
export const BOTTOM = 8;

/** The pages one below the other; sizes in points, `scale` screen pixels of a point. */
export interface PagesLaidOut {
  readonly count: number;
  readonly sizeOf: (index: number) => Size;
  readonly scale: number;
}

/** A place in a document whatever its scale: a page, and how far down it, as a part of its height. */
export interface PdfPlace {
  readonly index: number;
  readonly part: number;
}

/** The place that is so far from the top, in screen pixels. */
export function placeAt({ count, sizeOf, scale }: PagesLaidOut, y: number): PdfPlace {
  let start = TOP;
  for (let index = 0; index < count; index += 1) {
    const height = Math.max(1, sizeOf(index).height * scale);
    // Between two pages is at the end of the one above.
    if (y < start + height + GAP || index === count - 1)
      return { index, part: Math.min(1, (y - start) / height) };
    start += height + GAP;
  }
  return { index: 0, part: 0 };
}

/** How far from the top a place is, in screen pixels. */
export function topOf({ sizeOf, scale }: PagesLaidOut, { index, part }: PdfPlace): number {
  let start = TOP;
  for (let above = 0; above < index; above += 1) start += sizeOf(above).height * scale + GAP;
  return start + part * sizeOf(index).height * scale;
}
