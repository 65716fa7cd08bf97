import { expect, test } from 'vitest';
import { indent } from './tree-look.ts';

const room = (level: number) => Number.parseFloat(indent(level).paddingLeft);

test('each of the first levels begins further in than the one before', () => {
  const rooms = [1, 2, 3, 4, 5, 6, 7].map(room);
  expect(rooms).toEqual(rooms.toSorted((one, other) => one - other));
  expect(new Set(rooms).size).toBe(rooms.length);
});

test('however deep a folder is, its name has room in the side bar', () => {
  const sideBarRem = 13;
  expect(room(1000)).toBeLessThan(sideBarRem / 2);
});
