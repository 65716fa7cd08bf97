import { expect, test } from 'vitest';
import { makeTokenBuckets } from './token-buckets.ts';

test('an address may ask so much at once, then as fast as its bucket fills', () => {
  let now = 0;
  const buckets = makeTokenBuckets({ burst: 3, perSecond: 2 }, () => now);
  const taken = () => Array.from({ length: 5 }, () => buckets.take('a')).filter(Boolean).length;
  expect(taken()).toBe(3);
  now = 1000;
  expect(taken()).toBe(2);
  now = 1_000_000;
  expect(taken()).toBe(3);
});

test('addresses do not share', () => {
  const buckets = makeTokenBuckets({ burst: 1, perSecond: 1 }, () => 0);
  expect([buckets.take('a'), buckets.take('a'), buckets.take('b')]).toEqual([true, false, true]);
});

test('a clock that goes back takes nothing away', () => {
  let now = 1000;
  const buckets = makeTokenBuckets({ burst: 2, perSecond: 1 }, () => now);
  buckets.take('a');
  now = 0;
  expect(buckets.take('a')).toBe(true);
});

test('however many addresses ask, few are remembered', () => {
  const buckets = makeTokenBuckets({ burst: 1, perSecond: 0 }, () => 0);
  buckets.take('first');
  for (let address = 0; address < 5000; address += 1) buckets.take(String(address));
  expect(buckets.take('first')).toBe(true);
  expect(buckets.take('4999')).toBe(false);
});
