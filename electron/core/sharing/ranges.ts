import { z } from 'zod';

/** Bytes of a whole, from the first to the last, both included. */
export type ByteRange = readonly [first: number, last: number];
/** Ranges in order that neither overlap nor touch. */
export type Ranges = readonly ByteRange[];

/** Ranges that are remembered at most of one download; who fetches in smaller pieces has to fetch some of them again. */
export const RANGES_MAXIMUM = 1000;

const stored = z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])).max(RANGES_MAXIMUM);

/** All bytes that are in the ranges or in the new one. Where there would be too many ranges, the last are left out. */
export function withRange(ranges: Ranges, [first, last]: ByteRange): Ranges {
  if (last < first) return ranges;
  const before = ranges.filter(([, end]) => end < first - 1);
  const after = ranges.filter(([start]) => start > last + 1);
  const touched = ranges.slice(before.length, ranges.length - after.length);
  const start = Math.min(first, touched[0]?.[0] ?? first);
  const end = Math.max(last, touched.at(-1)?.[1] ?? last);
  return [...before, [start, end] as const, ...after].slice(0, RANGES_MAXIMUM);
}

/** Whether the ranges hold every byte of a whole of this size. */
export function coversAll(ranges: Ranges, size: number): boolean {
  const [only] = ranges;
  return size === 0 || (only !== undefined && only[0] <= 0 && only[1] >= size - 1);
}

/** Whether two ranges have a byte in common. */
export function overlap(one: ByteRange, other: ByteRange): boolean {
  return one[0] <= other[1] && other[0] <= one[1];
}

/** What {@link formatRanges} wrote; throws for anything else. */
export function parseRanges(text: string): Ranges {
  return stored.parse(JSON.parse(text));
}

/** Ranges as they are kept. */
export function formatRanges(ranges: Ranges): string {
  return JSON.stringify(ranges);
}
