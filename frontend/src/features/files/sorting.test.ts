import { expect, test } from 'vitest';
import { nextSorting } from './sorting.ts';

test('a click on the same column turns the order round', () => {
  expect(nextSorting({ sort: 'name', descending: false }, 'name')).toEqual({
    sort: 'name',
    descending: true,
  });
});

test('size begins with the largest, the date with the newest, the type with A', () => {
  const start = { sort: 'name', descending: true } as const;
  expect(nextSorting(start, 'size').descending).toBe(true);
  expect(nextSorting(start, 'modified').descending).toBe(true);
  expect(nextSorting(start, 'type').descending).toBe(false);
});
