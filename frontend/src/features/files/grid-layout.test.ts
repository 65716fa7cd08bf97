import { describe, expect, test } from 'vitest';
import { indicesIn, layoutOf, leftOf, linesFor, neighbourOf } from './grid-layout.ts';

const list = layoutOf('list', 800);
/** Four tiles of 180 side by side, 12 apart, 16 from the edge. */
const tiles = layoutOf('grid', 788);

describe('places', () => {
  test('a list has one entry per line, tiles as many as fit', () => {
    expect([list.columns, tiles.columns, layoutOf('grid', 100).columns]).toEqual([1, 4, 1]);
    expect([linesFor(list, 10), linesFor(tiles, 10), linesFor(tiles, 0)]).toEqual([10, 3, 0]);
  });

  test('tiles share the room evenly and never overlap or stick out', () => {
    for (let room = 200; room < 1600; room += 7) {
      const layout = layoutOf('grid', room);
      const end = leftOf(layout, layout.columns - 1) + layout.width + layout.padding;
      expect(end).toBeLessThanOrEqual(room);
      expect(room - end).toBeLessThan(layout.columns);
    }
  });
});

describe('a lasso', () => {
  const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

  test('takes the lines that it touches', () => {
    expect(indicesIn(list, box(0, 0, 5, 7), 9)).toEqual([]);
    expect(indicesIn(list, box(0, 70, 790, 130), 9)).toEqual([1, 2]);
    expect(indicesIn(list, box(0, 470, 790, 9999), 9)).toEqual([8]);
  });

  test('takes the tiles that it touches, and none that it only passes between', () => {
    expect(tiles.width).toBe(180);
    expect(indicesIn(tiles, box(20, 20, 30, 30), 10)).toEqual([0]);
    expect(indicesIn(tiles, box(190, 20, 390, 300), 10)).toEqual([0, 1, 4, 5]);
    expect(indicesIn(tiles, box(197, 20, 206, 300), 10)).toEqual([]);
  });

  test('finds nothing beyond the last entry', () => {
    expect(indicesIn(tiles, box(0, 430, 788, 640), 10)).toEqual([8, 9]);
    expect(indicesIn(tiles, box(0, 0, 788, 9999), 0)).toEqual([]);
  });
});

describe('arrows', () => {
  const from = (index: number) =>
    (['left', 'right', 'up', 'down'] as const).map((way) => neighbourOf(tiles, index, way, 10));

  test('lead in four ways among tiles, left and right also round the end of a line', () => {
    expect(from(5)).toEqual([4, 6, 1, 9]);
    expect(from(4)).toEqual([3, 5, 0, 8]);
  });

  test('stay at the edges, and come down to a shorter last line', () => {
    expect(from(0)).toEqual([0, 1, 0, 4]);
    expect(from(7)).toEqual([6, 8, 3, 9]);
    expect(from(9)).toEqual([8, 9, 5, 9]);
  });

  test('lead up and down only in a list', () => {
    expect(neighbourOf(list, 3, 'left', 9)).toBe(3);
    expect(neighbourOf(list, 3, 'down', 9)).toBe(4);
    expect(neighbourOf(list, 8, 'down', 9)).toBe(8);
  });
});
