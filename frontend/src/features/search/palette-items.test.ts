import { expect, test } from 'vitest';
import { containsAll, matching } from './palette-items.ts';

const items = [
  { label: 'Nova pasta', words: 'criar' },
  { label: 'Configurações' },
  { label: 'Ir para a lixeira', words: 'trash' },
];
const labels = (typed: string) => matching(items, typed).map(({ label }) => label);

test.each([
  ['', ['Nova pasta', 'Configurações', 'Ir para a lixeira']],
  ['pas', ['Nova pasta']],
  ['configuracoes', ['Configurações']],
  ['lix ir', ['Ir para a lixeira']],
  ['criar', ['Nova pasta']],
  ['TRASH', ['Ir para a lixeira']],
  ['asta', []],
  ['pasta x', []],
])('%j finds %j', (typed, expected) => {
  expect(labels(typed)).toEqual(expected);
});

test.each([
  ['Relatório de vendas.pdf', 'vendas lato', true],
  ['Relatório de vendas.pdf', 'compras', false],
  ['Relatório.pdf', '', true],
])('%j has all of %j: %s', (name, typed, expected) => {
  expect(containsAll(name, typed)).toBe(expected);
});
