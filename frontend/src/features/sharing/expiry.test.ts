import { expect, test } from 'vitest';
import { dayFromNow, dayOf, expiresAt, isComing } from './expiry.ts';

const now = new Date(2026, 10, 21, 15, 30);

test.each([
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 7 * 86_400_000],
  ['month', 30 * 86_400_000],
] as const)('a link for one %s ends that much later', (expiry, life) => {
  expect(expiresAt(expiry, '', now)).toBe(new Date(now.getTime() + life).toISOString());
});

test('a link may live for ever, but only when that was chosen', () => {
  expect(expiresAt('never', '', now)).toBeNull();
});

test('a chosen day lasts to its end', () => {
  expect(expiresAt('date', '2026-12-24', now)).toBe(new Date(2026, 11, 24, 23, 59, 59).toISOString());
});

test('today is still to come, yesterday and half a date are not', () => {
  expect(isComing(dayOf(now), now)).toBe(true);
  expect(isComing('2026-11-20', now)).toBe(false);
  expect(isComing('2026-11', now)).toBe(false);
});

test('days from now are calendar days of this place', () => {
  expect(dayFromNow(10, now)).toBe('2026-12-01');
});
