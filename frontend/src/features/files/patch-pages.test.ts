import { expect, test } from 'vitest';
import { pageOf, patched, type ListPage } from './patch-pages.ts';

/** Pages of entries named by letters; a page ends with its last letter as the cursor of the next. */
const listOf = (...texts: string[]) => {
  const pages = texts.map((text, index): ListPage => page(text, index < texts.length - 1));
  const total = texts.join('').length;
  return { pages: pages.map((one) => Object.assign(one, { total })), pageParams: [null, ...texts.slice(1)] };
};
const page = (text: string, more: boolean, total = 0): ListPage => ({
  items: text.split('').map((id) => ({ id })),
  next: more ? (text.at(-1) ?? null) : null,
  total,
});
const textsOf = ({ pages }: { pages: readonly ListPage[] }) =>
  pages.map(({ items }) => items.map(({ id }) => id).join(''));

test('an entry that is gone, a new one, and one that came from another page', () => {
  const before = listOf('abc', 'def', 'ghi');
  expect(textsOf(patched(before, 1, page('dfg', true)))).toEqual(['abc', 'dfg', 'hi']);
  expect(textsOf(patched(before, 1, page('dxe', true)))).toEqual(['abc', 'dxe', 'fghi']);
  expect(textsOf(patched(before, 0, page('abh', true)))).toEqual(['abh', '', 'i']);
  expect(textsOf(patched(before, 2, page('gah', true)))).toEqual(['bc', 'def', 'gah']);
});

test('a page of nothing known takes the place of the one it was', () => {
  expect(textsOf(patched(listOf('abc', 'def', 'ghi'), 1, page('xyz', true)))).toEqual(['abc', 'xyz', 'ghi']);
});

test('where the new page is the end, nothing follows it', () => {
  const after = patched(listOf('abc', 'def', 'ghi'), 1, page('de', false, 5));
  expect(textsOf(after)).toEqual(['abc', 'de', '']);
  expect(after.pages.at(-1)).toMatchObject({ total: 5, next: null });
});

test('the last page says how many there are, and whether more can be fetched', () => {
  const after = patched(listOf('abc', 'def'), 0, page('abx', true, 7));
  expect(textsOf(after)).toEqual(['abx', 'cdef']);
  expect(after.pages.at(-1)).toMatchObject({ total: 7, next: null });
  expect(patched(after, 1, page('cde', true, 8)).pages.at(-1)).toMatchObject({ total: 8, next: 'e' });
});

test('pages that did not change stay the same objects', () => {
  const before = listOf('abc', 'def', 'ghi', 'jkl');
  const after = patched(before, 1, page('dxf', true));
  expect([after.pages[0], after.pages[2]]).toEqual([before.pages[0], before.pages[2]]);
  expect(after.pages[2]).toBe(before.pages[2]);
});

test('the page of an entry is found by its place; empty pages hold none', () => {
  const { pages } = listOf('abc', '', 'de');
  expect([0, 2, 3, 4, 9].map((index) => pageOf(pages, index))).toEqual([0, 0, 2, 2, 2]);
});
