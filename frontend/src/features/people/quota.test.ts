import { expect, test } from 'vitest';
import { choiceToQuota, quotaToChoice } from './quota.ts';

test.each([null, 10e9, 1000e9, 1.5e9, 123_456_000])('a quota of %s survives the form', (bytes) => {
  expect(choiceToQuota(quotaToChoice(bytes))).toBe(bytes);
});

test('a typed amount may have a comma', () => {
  expect(choiceToQuota({ choice: 'other', typed: ' 2,5 ' })).toBe(2.5e9);
});

test.each(['', 'much', '0', '-1'])('"%s" is no amount', (typed) => {
  expect(choiceToQuota({ choice: 'other', typed })).toBeUndefined();
});
