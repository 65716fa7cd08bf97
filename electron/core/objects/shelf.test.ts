import { expect, test } from 'vitest';
import { makeShelf } from './shelf.ts';

const KIB = 1024;

/** Where a piece lies, as begin and end. */
const placeOf = ({ bytes }: { bytes: Uint8Array }) => [bytes.byteOffset, bytes.byteOffset + bytes.length];

test('pieces in use never overlap, whatever their sizes and the order they come back in', () => {
  const shelf = makeShelf();
  const inUse: ReturnType<typeof shelf.take>[] = [];
  for (let at = 0; at < 2000; at += 1) {
    if (inUse.length > 20) inUse.splice((at * 7) % inUse.length, 1)[0]?.free();
    const piece = shelf.take(((at * 37) % 257) * KIB);
    piece.bytes.fill(at % 251);
    inUse.push(piece);
    const shared = inUse.filter(({ bytes }) => bytes.buffer instanceof SharedArrayBuffer);
    const places = shared.map(placeOf).toSorted(([a = 0], [b = 0]) => a - b);
    for (const [index, [begin = 0]] of places.entries())
      expect(begin).toBeGreaterThanOrEqual(places[index - 1]?.[1] ?? 0);
  }
  expect(inUse.some(({ bytes }) => bytes.buffer instanceof SharedArrayBuffer)).toBe(true);
});

test('as many of the largest as are on their way at once fit, and what comes then has memory of its own', () => {
  const shelf = makeShelf();
  const pieces = Array.from({ length: 33 }, () => shelf.take(256 * KIB));
  const shared = pieces.map(({ bytes }) => bytes.buffer instanceof SharedArrayBuffer);
  expect(shared).toEqual([...Array.from({ length: 32 }, () => true), false]);
  expect(pieces.at(-1)?.bytes).toHaveLength(256 * KIB);
});

test('a piece that is given back twice does not take one from whoever has it now', () => {
  const shelf = makeShelf();
  const first = shelf.take(10);
  first.free();
  const second = shelf.take(10);
  first.free();
  expect(placeOf(shelf.take(10))).not.toEqual(placeOf(second));
});
