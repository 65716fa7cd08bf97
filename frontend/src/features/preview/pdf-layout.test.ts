import { expect, test } from 'vitest';
import {
  FULL,
  GAP,
  LARGEST_SCALE,
  placeAt,
  sharpness,
  SMALLEST,
  TOP,
  topOf,
  widthScale,
  within,
} from './pdf-layout.ts';

const A4 = { width: 595, height: 842 };

test('a page is as wide as a narrow window, and not blown up in a wide one', () => {
  expect(widthScale({ width: 755, height: 600 }, A4)).toBe(1);
  expect(widthScale({ width: 5000, height: 2000 }, A4)).toBe(FULL * 1.25);
});

test('a scale stays between the smallest and the largest', () => {
  expect(within(0)).toBe(SMALLEST);
  expect(within(1000)).toBe(LARGEST_SCALE);
});

test('a huge page is painted with fewer pixels, so that memory is enough', () => {
  expect(sharpness({ width: 800, height: 1000 }, 2)).toBe(2);
  const ratio = sharpness({ width: 8000, height: 8000 }, 2);
  expect(8000 * ratio * 8000 * ratio).toBeCloseTo(16_000_000);
});

test('a place is the same one at every scale', () => {
  const sizes = [A4, { width: 842, height: 595 }, A4];
  const pages = (scale: number) => ({ count: 3, sizeOf: (index: number) => sizes[index] ?? A4, scale });
  expect(placeAt(pages(1), TOP + 842 + GAP)).toEqual({ index: 1, part: 0 });
  expect(topOf(pages(2), { index: 1, part: 0.5 })).toBe(TOP + 2 * 842 + GAP + 595);
  for (const y of [TOP, 400, 900, 1200, 1500, 2300])
    expect(topOf(pages(1.5), placeAt(pages(1.5), y))).toBeCloseTo(y);
  // Above the first page, between two, and below the last one.
  expect(topOf(pages(1), placeAt(pages(1), 0))).toBeCloseTo(0);
  expect(placeAt(pages(1), TOP + 842 + GAP / 2)).toEqual({ index: 0, part: 1 });
  expect(placeAt(pages(1), 99_999)).toEqual({ index: 2, part: 1 });
});
