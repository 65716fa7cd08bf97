import { expect, test } from 'vitest';
import { compareLanguages, emptySentences, flatten, type Texts, withoutSentence } from './compare.ts';

const language = (name: string, tree: Parameters<typeof flatten>[0]): Texts => ({
  language: name,
  sentences: new Map(flatten(tree)),
});

test('languages with the same keys and placeholders agree', () => {
  const en = language('en', { files: { moved: 'Moved {{count}} to {{ folder }}', none: 'Nothing' } });
  const pt = language('pt-BR', { files: { moved: '{{folder}} recebeu {{count, number}}', none: 'Nada' } });
  expect(compareLanguages(en, pt)).toEqual([]);
});

test('a key that one language lacks is named, in both directions', () => {
  const en = language('en', { files: { a: 'A', b: 'B' } });
  const pt = language('pt-BR', { files: { b: 'B', c: 'C' } });
  expect(compareLanguages(en, pt)).toEqual(['pt-BR lacks files.a', 'en lacks files.c']);
});

test('a placeholder that differs is named', () => {
  const en = language('en', { a: 'Hello {{name}}' });
  const pt = language('pt-BR', { a: 'Olá {{nome}}' });
  expect(compareLanguages(en, pt)).toEqual(['a has {{name}} in en but {{nome}} in pt-BR']);
});

test('languages may have different plural forms, but never half of them', () => {
  const en = language('en', { n_one: '{{count}} file', n_other: '{{count}} files' });
  const pt = language('pt-BR', {
    n_one: 'um arquivo',
    n_many: '{{count}} de arquivos',
    n_other: '{{count}} arquivos',
  });
  expect(compareLanguages(en, pt)).toEqual([]);
  expect(compareLanguages(en, language('pt-BR', { n_one: '{{count}} arquivo' }))).toEqual([
    'pt-BR lacks the plural form n_other',
  ]);
});

test('a sentence of nothing but spaces is empty', () => {
  expect(emptySentences(language('en', { a: ' ', b: 'B' }))).toEqual(['en says nothing for a']);
});

test('every failure needs a sentence, plain, in parts or with plurals', () => {
  const en = language('en', { errors: { A: 'a', B: { title: 'b' }, C_one: 'c', C_other: 'c' } });
  expect(withoutSentence(en, ['A', 'B', 'C'])).toEqual([]);
  expect(withoutSentence(en, ['A', 'D', 'E'])).toEqual([
    'en has no sentence in the area errors for these failures: D, E',
  ]);
});
