import { describe, expect, test } from 'vitest';
import { foldForSearch, searchOwner, searchText, wanted } from './search-text.ts';

describe('what does not count in a search', () => {
  test.each([
    ['Relatório', 'relatorio'],
    ['Relato\u0301rio', 'relatorio'],
    ['RELATÓRIO', 'relatorio'],
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ışık', 'isik'],
    ['Ærøskøbing', 'aeroskobing'],
    ['Ὀδυσσεύς', 'οδυσσευσ'],
    ['ﬁnal', 'final'],
    ['①②', '12'],
    ['Đặng', 'dang'],
    ['  two \u00A0 spaces ', 'two spaces'],
    ['100%_"*"', '100%_"*"'],
  ])('%j is looked for as %j', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });
});

test('a name cannot hold a mark of the index', () => {
  expect(foldForSearch('\u{FFF00}a\u{10ABCD}')).toBe('\uFFFDa\uFFFD');
  expect(searchText('\u{FFF01}\u{FFF01}ab').split('\u{FFF00}')).toHaveLength(3);
});

test('owners have different marks', () => {
  const ids = Array.from(
    { length: 2000 },
    (_, index) => `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  );
  expect(new Set(ids.map(searchOwner)).size).toBe(2000);
});

describe('a name is judged without the index', () => {
  const judge = (typed: string, name: string) => wanted(typed, 'owner')?.judge(name);
  test.each([
    ['rel', 'Relatório.pdf', 'beginning'],
    ['r', 'Relatório.pdf', 'beginning'],
    ['latorio', 'Relatório.pdf', 'elsewhere'],
    ['la', 'Relatório.pdf', null],
    ['pd', 'Relatório.pdf', 'elsewhere'],
    ['vendas relatorio', 'Relatório de vendas', 'elsewhere'],
    ['relatorio de v', 'Relatório de vendas', 'beginning'],
    ['relatorio compras', 'Relatório de vendas', null],
    ['旅行', '東京旅行.jpg', 'elsewhere'],
    ['📷', 'praia 📷.jpg', 'elsewhere'],
    ['a-', 'x a-b', 'elsewhere'],
    ['vendas - 2026', 'Relatório de vendas - 2026', 'elsewhere'],
    ['vendas - 2026', 'Relatório de vendas 2026', null],
    ['%', 'desconto de 100%', 'elsewhere'],
    ['#1', 'foto #1', 'elsewhere'],
    ['#1', 'foto 1', null],
    ['.c', 'MAIN.C', 'elsewhere'],
  ])('%j in %j: %s', (typed, name, verdict) => {
    expect(judge(typed, name)).toBe(verdict);
  });

  test('of nothing but accents nothing is left to look for', () => {
    expect(wanted('\u0301', 'owner')).toBeUndefined();
    expect(wanted(' ', 'owner')).toBeUndefined();
  });
});
