import { expect, test } from 'vitest';
import { userNameKey } from './names.ts';

test.each([
  ['Ana', 'ana'],
  ['STRAẞE', 'straße'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['ａｎａ', 'ana'],
  ['JOSE\u0301', 'josé'],
])('%s and %s are one user name', (one, other) => {
  expect(userNameKey(one)).toBe(userNameKey(other));
});

test('accents tell people apart', () => {
  expect(userNameKey('josé')).not.toBe(userNameKey('jose'));
});
