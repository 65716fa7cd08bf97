import { describe, expect, test } from 'vitest';
import { highlight } from './highlight.ts';

/** The name with what is hit in brackets. */
const shown = (name: string, typed: string) =>
  highlight(name, typed)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('');

describe('in a name is marked', () => {
  test.each([
    ['Relatório.pdf', 'relatorio', '[Relatório].pdf'],
    ['Relatório.pdf', 'LATÓ', 'Re[lató]rio.pdf'],
    ['Relato\u0301rio.pdf', 'lato', 'Re[lato\u0301]rio.pdf'],
    ['Relatório de vendas', 'vendas rel', '[Rel]atório de [vendas]'],
    ['Straße', 'strasse', '[Straße]'],
    ['praia 📷 mar', '📷', 'praia [📷] mar'],
    ['banana', 'a', 'banana'],
    ['ata anual', 'a', '[a]ta [a]nual'],
    ['東京旅行', '旅行', '東京[旅行]'],
    ['a.b', 'xyz', 'a.b'],
    ['a (b)', '(b', 'a [(b])'],
    ['name', '', 'name'],
  ])('%j by %j: %s', (name, typed, expected) => {
    expect(shown(name, typed)).toBe(expected);
  });

  test('nothing that was not there before', () => {
    for (const name of ['İstanbul', '👩‍👩‍👧 family', 'ﬁnal', '\u0301x'])
      expect(
        highlight(name, 'i f x')
          .map(({ text }) => text)
          .join(''),
      ).toBe(name);
  });
});
