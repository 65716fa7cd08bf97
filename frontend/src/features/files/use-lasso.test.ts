import { expect, test } from 'vitest';
import { edgeSpeed } from './use-lasso.tsx';

test('a list scrolls by itself only near its edges, and faster the further one goes beyond', () => {
  expect(edgeSpeed(300, 100, 500)).toBe(0);
  expect(edgeSpeed(110, 100, 500)).toBeLessThan(0);
  expect(edgeSpeed(490, 100, 500)).toBeGreaterThan(0);
  expect(edgeSpeed(560, 100, 500)).toBeGreaterThan(edgeSpeed(490, 100, 500));
});

test('it never scrolls so fast that one loses sight', () => {
  expect(edgeSpeed(9999, 100, 500)).toBe(60);
  expect(edgeSpeed(-9999, 100, 500)).toBe(-60);
});
