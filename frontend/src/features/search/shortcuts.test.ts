import { expect, test } from 'vitest';
import { search } from '../../i18n/en/search.ts';
import { search as portuguese } from '../../i18n/pt-BR/search.ts';
import { AREAS, keyLabel, SHORTCUTS } from './shortcuts.ts';

test.each(AREAS)('every shortcut of the area %s has its sentence, and no sentence is left over', (area) => {
  const names = Object.keys(SHORTCUTS[area]);
  expect(Object.keys(search.shortcuts.does[area])).toEqual(names);
  expect(Object.keys(portuguese.shortcuts.does[area])).toEqual(names);
});

test('keys are called as people know them', () => {
  const word = (key: string) => `the ${key}`;
  expect(keyLabel('mod', word)).toBe('Ctrl');
  expect(keyLabel('space', word)).toBe('the space');
  expect(keyLabel('F2', word)).toBe('F2');
});
