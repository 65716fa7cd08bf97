import { beforeEach, expect, test } from 'vitest';
import { keepLook, lookAt } from './folder-looks.ts';

const grid = { view: 'grid', sort: 'size', descending: true } as const;
const plain = { view: 'list', sort: 'name', descending: false };

beforeEach(() => localStorage.clear());

test('each place keeps its own look', () => {
  keepLook(localStorage, 'ana', 'photos', grid);
  expect(lookAt(localStorage, 'ana', 'photos')).toEqual(grid);
  expect(lookAt(localStorage, 'ana', 'papers')).toEqual(plain);
});

test('what one person chose is not what another sees', () => {
  keepLook(localStorage, 'ana', 'photos', grid);
  expect(lookAt(localStorage, 'rui', 'photos')).toEqual(plain);
});

test('the last choice counts', () => {
  keepLook(localStorage, 'ana', 'photos', grid);
  keepLook(localStorage, 'ana', 'photos', { ...grid, descending: false });
  expect(lookAt(localStorage, 'ana', 'photos')).toEqual({ ...grid, descending: false });
});

test('only so many places are kept, the latest of them', () => {
  for (let at = 0; at < 400; at += 1) keepLook(localStorage, 'ana', `folder ${String(at)}`, grid);
  expect(lookAt(localStorage, 'ana', 'folder 0')).toEqual(plain);
  expect(lookAt(localStorage, 'ana', 'folder 399')).toEqual(grid);
  expect(localStorage.getItem('mcm.looks.ana')?.length).toBeLessThan(20_000);
});

test('whatever else stands there is chosen anew', () => {
  for (const nonsense of ['{', '7', '[["photos","tower","size",true]]', '[null]']) {
    localStorage.setItem('mcm.looks.ana', nonsense);
    expect(lookAt(localStorage, 'ana', 'photos')).toEqual(plain);
  }
});
