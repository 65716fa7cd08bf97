const MIB = 1024 * 1024;
const SMALLEST_PART = 8 * MIB;
/** From here on larger parts: fewer of them cost less, and on a network this fast they are sent soon. */
const LARGE_FILE = 2048 * MIB;
const LARGE_PART = 16 * MIB;
/** The most that S3 takes. */
const PARTS_MAXIMUM = 10_000;

/** Files of browsers up to this size, in bytes, go whole; others in parts. */
export const WHOLE_MAXIMUM = 16 * MIB;

/**
 * Size of each part but the last of a file that a browser sends, in bytes: small enough that a phone that loses its
 * network loses little, and no more of them than S3 takes.
 */
export function partBytesOf(size: number): number {
  if (size <= WHOLE_MAXIMUM) return Math.max(size, 1);
  let partBytes = size < LARGE_FILE ? SMALLEST_PART : LARGE_PART;
  while (partBytes * PARTS_MAXIMUM < size) partBytes *= 2;
  return partBytes;
}

/** How many parts there are; an empty file is one. */
export function partCount(size: number, partBytes: number): number {
  return Math.max(1, Math.ceil(size / partBytes));
}

/** Size of a part, counted from 1; null for one that there is not. */
export function partLength(number: number, size: number, partBytes: number): number | null {
  if (!Number.isSafeInteger(number) || number < 1 || number > partCount(size, partBytes)) return null;
  return Math.min(partBytes, size - (number - 1) * partBytes);
}
