import { expect, test } from 'vitest';
import { localNameOf } from './local-name.ts';

test.each([
  ['Mini Cloud', 'mini-cloud.local'],
  ['Nuvem da João', 'nuvem-da-joao.local'],
  ['  --Casa & Cia. (2)--  ', 'casa-cia-2.local'],
  ['Çà öß', 'ca-o.local'],
  ['我的云', 'mini-cloud.local'],
  ['', 'mini-cloud.local'],
  ['a'.repeat(100), `${'a'.repeat(40)}.local`],
])('%j answers to %s', (cloudName, name) => {
  expect(localNameOf(cloudName)).toBe(name);
});

test('a second cloud of the same name gets a number', () => {
  expect(localNameOf('Casa', 2)).toBe('casa-2.local');
});
