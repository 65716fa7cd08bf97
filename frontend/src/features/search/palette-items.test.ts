import { expect, test } from 'vitest';
import { matching } from './palette-items.ts';

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
