import { expect, test } from 'vitest';
import { motionOf, type Passing, passingOn } from './scrolling.ts';

const past = (...sights: [number, number][]): Passing =>
  sights.reduce((before, [first, last]) => passingOn(before, first, last), { first: 0, last: 9, jumps: 0 });

test('a list flies when again and again nothing in sight was there before, either way', () => {
  expect(motionOf(true, past([20, 29], [40, 49]))).toBe('flying');
  expect(motionOf(true, past([80, 89], [60, 69], [40, 49]))).toBe('flying');
});

test('one jump is no flight, and neither is a line at a time', () => {
  expect(motionOf(true, past([90, 99]))).toBe('scrolling');
  expect(motionOf(true, past([1, 10], [2, 11], [3, 12]))).toBe('scrolling');
});

test('the flight ends where something stays in sight', () => {
  expect(motionOf(true, past([20, 29], [40, 49], [60, 69], [68, 77]))).toBe('scrolling');
});

test('drawing the same place again is no movement', () => {
  const before = past([20, 29], [40, 49]);
  expect(passingOn(before, 40, 49)).toBe(before);
});

test('what stands still does not fly, however it came there', () => {
  expect(motionOf(false, past([20, 29], [40, 49]))).toBe('still');
});
