import { expect, test } from 'vitest';
import { dateOf, dayOf, fullness, hasTraffic, lastDays, typeShares } from './charts.ts';

test('types come largest first, and types without files not at all', () => {
  const shares = typeShares([
    { type: 'image', bytes: 100, files: 2 },
    { type: 'video', bytes: 300, files: 1 },
    { type: 'audio', bytes: 0, files: 0 },
  ]);
  expect(shares.map(({ type, share }) => [type, share])).toEqual([
    ['video', 0.75],
    ['image', 0.25],
  ]);
});

test('when all files are empty, their number decides', () => {
  const shares = typeShares([
    { type: 'code', bytes: 0, files: 1 },
    { type: 'document', bytes: 0, files: 3 },
  ]);
  expect(shares.map(({ share }) => share)).toEqual([0.75, 0.25]);
});

test('days without traffic are filled in, oldest first', () => {
  const days = lastDays(
    [{ day: '2026-03-01', uploads: 4, uploadBytes: 40, downloads: 0, downloadBytes: 0 }],
    3,
    new Date(2026, 2, 2, 23, 59),
  );
  expect(days.map(({ day, uploads }) => [day, uploads])).toEqual([
    ['2026-02-28', 0],
    ['2026-03-01', 4],
    ['2026-03-02', 0],
  ]);
});

test('a day means the same read and written', () => {
  expect(dayOf(dateOf('2026-10-25'))).toBe('2026-10-25');
});

test('traffic is an upload or a download on any day', () => {
  const quiet = lastDays([], 5, new Date(2026, 0, 5));
  expect(hasTraffic(quiet)).toBe(false);
  const busy = { day: '2026-01-03', uploads: 0, uploadBytes: 0, downloads: 1, downloadBytes: 0 };
  expect(hasTraffic([...quiet, busy])).toBe(true);
});

test('from nine tenths on it is almost full, and no room at all is full', () => {
  expect(fullness(89, 100)).toEqual({ fraction: 0.89, almostFull: false });
  expect(fullness(90, 100).almostFull).toBe(true);
  expect(fullness(0, 0)).toEqual({ fraction: 1, almostFull: true });
});
