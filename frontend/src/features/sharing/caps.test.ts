import { expect, test } from 'vitest';
import { areCapsRight, capsFrom, capsOf, NO_CAPS } from './caps.ts';

test('empty fields are no limits', () => {
  expect(areCapsRight(NO_CAPS)).toBe(true);
  expect(capsOf(NO_CAPS)).toEqual({ maximumFiles: null, maximumBytes: null, maximumFileBytes: null });
});

test('megabytes become bytes, and the other way round', () => {
  const caps = { files: '20', total: '500', each: '25' };
  expect(capsOf(caps)).toEqual({ maximumFiles: 20, maximumBytes: 500_000_000, maximumFileBytes: 25_000_000 });
  expect(capsFrom(capsOf(caps))).toEqual(caps);
});

test.each(['0', '-1', '1.5', 'many', '999999999'])('“%s” is no limit', (text) => {
  expect(areCapsRight({ ...NO_CAPS, total: text })).toBe(false);
});
