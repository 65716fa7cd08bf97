import { expect, test } from 'vitest';
import { IDS_AT_ONCE, inGroups } from './in-groups.ts';

test('every item is in one group, in its order, and no group is too large', () => {
  expect(inGroups([])).toEqual([]);
  expect(inGroups([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  const many = Array.from({ length: IDS_AT_ONCE + 1 }, (_, index) => index);
  expect(inGroups(many).map(({ length }) => length)).toEqual([IDS_AT_ONCE, 1]);
});
