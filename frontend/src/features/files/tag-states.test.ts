import { expect, test } from 'vitest';
import { tagState } from './tag-states.ts';

test('a tag that all carry is ticked, one that some carry half, one that nobody carries not', () => {
  const nodes = [{ tags: ['red', 'blue'] as const }, { tags: ['red'] as const }];
  expect(tagState(nodes, 'red')).toBe(true);
  expect(tagState(nodes, 'blue')).toBe('indeterminate');
  expect(tagState(nodes, 'grey')).toBe(false);
});

test('nothing carries nothing', () => {
  expect(tagState([], 'red')).toBe(false);
});
