import { expect, test } from 'vitest';
import { daysLeft } from './trash-columns.tsx';

const NOW = Date.parse('2026-11-21T12:00:00Z');

test.each([
  ['2026-12-21T11:59:00Z', 30],
  ['2026-12-03T10:00:00Z', 12],
  ['2026-11-22T12:00:00Z', 1],
  ['2026-11-21T20:00:00Z', 0],
  ['2026-11-20T12:00:00Z', 0],
])('what goes on %s has %i days left', (at, days) => {
  expect(daysLeft(at, NOW)).toBe(days);
});
