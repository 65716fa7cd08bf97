import { expect, test } from 'vitest';
import { parseTable } from './table.ts';

test.each([
  ['commas', 'a,b\n1,2'],
  ['semicolons', 'a;b\n1;2'],
  ['tabs', 'a\tb\n1\t2'],
  ['a separator that the file says itself', 'sep=;\na;b\n1;2'],
])('values parted by %s', (_, text) => {
  const { head, rows } = parseTable(text, true);
  expect([head, ...rows]).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('quoted values keep separators, quotes and line ends', () => {
  expect(parseTable('name,note\n"Souza, Ana","said ""hi""\nthen left"', true).rows).toEqual([
    ['Souza, Ana', 'said "hi"\nthen left'],
  ]);
});

test('formulas are text like any other', () => {
  expect(parseTable('a,b\n=HYPERLINK("http://evil"),@cmd\n', true).rows).toEqual([
    ['=HYPERLINK("http://evil")', '@cmd'],
  ]);
});

test('while more follows, the last row may be cut off and is left away', () => {
  const cut = 'a,b\n1,2\n3,';
  expect(parseTable(cut, false).rows).toEqual([['1', '2']]);
  expect(parseTable(cut, true).rows).toHaveLength(2);
});

test('a quote that does not end is shown as far as it was read', () => {
  expect(parseTable('a,b\n"one,two\nthree', false).rows).toEqual([['one,two\nthree']]);
});

test('rows of different length get as many columns as the longest', () => {
  expect(parseTable('a\n1,2,3', true).widths).toHaveLength(3);
});

test('columns beyond a hundred are counted, not drawn', () => {
  const { widths, hidden } = parseTable(Array.from({ length: 130 }, () => 'x').join(','), true);
  expect(widths).toHaveLength(100);
  expect(hidden).toBe(30);
});

test('a file without values is a table without rows', () => {
  expect(parseTable('', true)).toEqual({ head: [], rows: [], widths: [], hidden: 0 });
});
