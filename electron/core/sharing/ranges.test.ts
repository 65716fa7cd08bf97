import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversAll, formatRanges, parseRanges, RANGES_MAXIMUM, withRange, type Ranges } from './ranges.ts';

const range = (size: number) =>
  fc
    .tuple(fc.nat(size - 1), fc.nat(size - 1))
    .map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]);

/** The same by hand: a set of every byte. */
function bytesOf(ranges: Ranges): Set<number> {
  return new Set(
    ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at)),
  );
}

describe('what a browser has of a file', () => {
  test('is every byte that was sent, in whatever order and however often', () => {
    fc.assert(
      fc.property(fc.array(range(60), { maxLength: 40 }), (sent) => {
        let ranges: Ranges = [];
        for (const one of sent) ranges = withRange(ranges, one);
        expect(bytesOf(ranges)).toEqual(bytesOf(sent));
      }),
    );
  });

  test('is kept in order, and without ranges that touch', () => {
    fc.assert(
      fc.property(fc.array(range(60), { maxLength: 40 }), (sent) => {
        let ranges: Ranges = [];
        for (const one of sent) ranges = withRange(ranges, one);
        ranges.slice(1).forEach(([first], at) => expect(first).toBeGreaterThan((ranges[at]?.[1] ?? 0) + 1));
        expect(parseRanges(formatRanges(ranges))).toEqual(ranges);
      }),
    );
  });

  test('is all of it once every byte was sent, and not before', () => {
    fc.assert(
      fc.property(fc.array(range(40), { maxLength: 30 }), (sent) => {
        let ranges: Ranges = [];
        for (const one of sent) {
          ranges = withRange(ranges, one);
          expect(coversAll(ranges, 40)).toBe(bytesOf(ranges).size === 40);
        }
      }),
    );
  });

  test('is all of an empty file at once', () => {
    expect(coversAll([], 0)).toBe(true);
    expect(coversAll([], 1)).toBe(false);
  });

  test('stays bounded for who fetches every other byte', () => {
    let ranges: Ranges = [];
    for (let at = 0; at < 3 * RANGES_MAXIMUM; at += 1) ranges = withRange(ranges, [2 * at, 2 * at]);
    expect(ranges).toHaveLength(RANGES_MAXIMUM);
    expect(parseRanges(formatRanges(ranges))).toEqual(ranges);
  });
});
