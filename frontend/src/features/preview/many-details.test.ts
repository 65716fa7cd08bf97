import { expect, test } from 'vitest';
import { commonTags } from './many-details.tsx';

test('tags that all of them carry, and no others', () => {
  expect(commonTags([{ tags: ['red', 'blue', 'grey'] }, { tags: ['grey', 'red'] }])).toEqual(['red', 'grey']);
  expect(commonTags([{ tags: ['red'] }, { tags: [] }])).toEqual([]);
  expect(commonTags([])).toEqual([]);
});
