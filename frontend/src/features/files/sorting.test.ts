import { beforeEach, expect, test } from 'vitest';
import { nextSorting, rememberedSorting, rememberSorting } from './sorting.ts';

beforeEach(() => {
  localStorage.clear();
});

test('lists begin sorted by name', () => {
  expect(rememberedSorting(localStorage)).toEqual({ sort: 'name', descending: false });
});

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

test('the order is there again the next time', () => {
  rememberSorting(localStorage, { sort: 'modified', descending: true });
  expect(rememberedSorting(localStorage)).toEqual({ sort: 'modified', descending: true });
});

test('a memory that nobody understands is ignored', () => {
  localStorage.setItem('mcm.files.sorting', 'colour sideways');
  expect(rememberedSorting(localStorage)).toEqual({ sort: 'name', descending: false });
});
