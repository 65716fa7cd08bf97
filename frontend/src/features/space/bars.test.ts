import { expect, test } from 'vitest';
import { makeFormat } from '../../i18n/format.ts';
import { BARS_SHOWN, folderBars, shareText } from './bars.ts';

const folder = (name: string, bytes: number, files = 1) => ({ id: name, name, bytes, files });

test('the files of the folder itself stand among its folders by their size', () => {
  const overview = {
    total: { bytes: 100, files: 6 },
    own: { bytes: 30, files: 2 },
    folders: [folder('a', 60, 3), folder('b', 10)],
  };
  expect(folderBars(overview, false).map(({ kind, name, share }) => [kind, name, share])).toEqual([
    ['folder', 'a', 0.6],
    ['own', null, 0.3],
    ['folder', 'b', 0.1],
  ]);
});

test('small folders stand together until all are asked for', () => {
  const folders = Array.from({ length: BARS_SHOWN + 3 }, (_, at) => folder(`f${at}`, 100 - at));
  const bytes = folders.reduce((sum, one) => sum + one.bytes, 0);
  const overview = { total: { bytes, files: folders.length }, own: { bytes: 0, files: 0 }, folders };
  const some = folderBars(overview, false);
  expect(some).toHaveLength(BARS_SHOWN + 1);
  expect(some.at(-1)).toMatchObject({ kind: 'others', files: 3, bytes: 88 + 87 + 86 });
  expect(folderBars(overview, true)).toHaveLength(BARS_SHOWN + 3);
});

test('what the core left out still counts', () => {
  const overview = {
    total: { bytes: 50, files: 9 },
    own: { bytes: 0, files: 0 },
    folders: [folder('a', 40, 4)],
  };
  expect(folderBars(overview, true).at(-1)).toMatchObject({ kind: 'others', bytes: 10, files: 5 });
});

test('an empty folder has no bars', () => {
  const nothing = { bytes: 0, files: 0 };
  expect(folderBars({ total: nothing, own: nothing, folders: [] }, false)).toEqual([]);
});

test.each([
  [0, '0%'],
  [0.002, '< 1%'],
  [0.005, '1%'],
  [1, '100%'],
])('a share of %d is said as %s', (share, text) => {
  expect(shareText(makeFormat('en'), share)).toBe(text);
});
