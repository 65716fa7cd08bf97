import { expect, test } from 'vitest';
import { tagStates } from './tag-states.ts';

test('a tag that all carry is ticked, one that some carry half, one that nobody carries not', () => {
  const states = tagStates([{ tags: ['red', 'blue'] as const }, { tags: ['red'] as const }]);
  expect(states.get('red')).toBe(true);
  expect(states.get('blue')).toBe('indeterminate');
  expect(states.has('grey')).toBe(false);
});

test('nothing carries nothing', () => {
  expect(tagStates([]).size).toBe(0);
});
