import { expect, test } from 'vitest';
import { scrollSideways } from './sideways.ts';

test('Shift and an arrow scroll to that side, an arrow alone does not', () => {
  const element = document.createElement('div');
  element.scrollLeft = 400;
  expect(scrollSideways(element, { key: 'ArrowRight', shiftKey: true })).toBe(true);
  expect(element.scrollLeft).toBe(560);
  expect(scrollSideways(element, { key: 'ArrowLeft', shiftKey: true })).toBe(true);
  expect(element.scrollLeft).toBe(400);
  expect(scrollSideways(element, { key: 'ArrowLeft', shiftKey: false })).toBe(false);
  expect(scrollSideways(element, { key: 'ArrowUp', shiftKey: true })).toBe(false);
});
