import { expect, test } from 'vitest';
import { FULL, LARGEST_SCALE, sharpness, SMALLEST, widthScale, within } from './pdf-layout.ts';

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
