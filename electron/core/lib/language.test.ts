import { expect, it } from 'vitest';
import { fixedLanguage, guessLanguage } from './language.ts';

it.each([
  [['pt-BR', 'en-US'], 'pt-BR'],
  [['pt-PT'], 'pt-BR'],
  [['pt'], 'pt-BR'],
  [['en-GB', 'pt-BR'], 'en'],
  [['fr-FR', 'pt-BR', 'en'], 'pt-BR'],
  [['de', 'fr'], 'en'],
  [['pta'], 'en'],
  [[], 'en'],
])('a person who prefers %j begins in %s', (preferred, language) => {
  expect(guessLanguage(preferred)).toBe(language);
});

it.each([
  ['pt-BR', 'pt-BR'],
  ['pt_br', 'pt-BR'],
  ['en', 'en'],
  ['fr', undefined],
  ['', undefined],
  [undefined, undefined],
])('MCM_LANG=%s fixes %s', (value, language) => {
  expect(fixedLanguage(value)).toBe(language);
});
