import { expect, test } from 'vitest';
import { choicesOf, keepsLess } from './retention.ts';

const NOW = { trashDays: 30, versionDays: 30, versionCount: 20 };

test('what it is now can be chosen in its place among the others, and no limit comes last', () => {
  expect(choicesOf('trashDays', 45)).toEqual([7, 14, 30, 45, 60, 90, 180, 365, null]);
  expect(choicesOf('trashDays', null)).toEqual([7, 14, 30, 60, 90, 180, 365, null]);
  expect(choicesOf('versionCount', 20)).toContain(0);
});

test('a shorter time, fewer versions, or a limit where there was none keeps less', () => {
  expect(keepsLess(NOW, { ...NOW, trashDays: 7 })).toBe(true);
  expect(keepsLess(NOW, { ...NOW, versionCount: 0 })).toBe(true);
  expect(keepsLess({ ...NOW, versionDays: null }, NOW)).toBe(true);
});

test('a longer time or no limit keeps no less', () => {
  expect(keepsLess(NOW, NOW)).toBe(false);
  expect(keepsLess(NOW, { trashDays: null, versionDays: 365, versionCount: 100 })).toBe(false);
});
