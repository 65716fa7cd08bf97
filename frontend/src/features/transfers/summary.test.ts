import { describe, expect, test } from 'vitest';
import type { TransferTotals } from '../../../../electron/contract/transfers.ts';
import { actionsFor, actionsForAll, fractionOf, isEmpty, moodOf, outcomeOf } from './summary.ts';

const totals = (change: Partial<TransferTotals> = {}): TransferTotals => ({
  waiting: 0,
  running: 0,
  paused: 0,
  failed: 0,
  done: 0,
  totalBytes: 0,
  doneBytes: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  reading: false,
  ...change,
});

test('there is nothing to show before the first transfer', () => {
  expect(isEmpty({ totals: totals(), items: [] })).toBe(true);
  expect(isEmpty({ totals: totals({ reading: true }), items: [] })).toBe(false);
  expect(isEmpty({ totals: totals({ done: 1 }), items: [] })).toBe(false);
});

test('what runs is told before what failed, and a failure before what is done', () => {
  expect(moodOf(totals({ running: 1, failed: 1, done: 1 }))).toBe('running');
  expect(moodOf(totals({ paused: 1, failed: 1 }))).toBe('paused');
  expect(moodOf(totals({ failed: 1, done: 5 }))).toBe('failed');
  expect(moodOf(totals({ done: 5 }))).toBe('done');
  expect(moodOf(totals({ reading: true }))).toBe('reading');
});

test('progress stays between nothing and all', () => {
  expect(fractionOf({ doneBytes: 50, totalBytes: 200 })).toBe(0.25);
  expect(fractionOf({ doneBytes: 300, totalBytes: 200 })).toBe(1);
  expect(fractionOf({ doneBytes: 0, totalBytes: 0 })).toBe(0);
});

describe('what can be done', () => {
  test('with one transfer', () => {
    expect(actionsFor('running')).toEqual(['pause', 'cancel']);
    expect(actionsFor('paused')).toEqual(['resume', 'cancel']);
    expect(actionsFor('failed')).toEqual(['retry', 'clear']);
    expect(actionsFor('done')).toEqual(['clear']);
  });

  test('with all of them', () => {
    expect(actionsForAll(totals({ running: 1, done: 2 }))).toEqual(['pause', 'cancel', 'clear']);
    expect(actionsForAll(totals({ paused: 1 }))).toEqual(['resume', 'cancel']);
    expect(actionsForAll(totals({ failed: 1 }))).toEqual(['retry', 'clear']);
    expect(actionsForAll(totals())).toEqual([]);
  });
});

describe('what is said aloud', () => {
  const start = { done: 3, failed: 0 };

  test('nothing while a transfer is on its way', () => {
    expect(outcomeOf(totals({ running: 2 }), totals({ running: 1, done: 4 }), start)).toBeNull();
  });

  test('the outcome of this round when the last one ended', () => {
    const now = totals({ done: 8, failed: 1 });
    expect(outcomeOf(totals({ running: 1, done: 7 }), now, start)).toEqual({ done: 5, failed: 1 });
  });

  test('nothing when all was cancelled', () => {
    expect(outcomeOf(totals({ running: 1, done: 3 }), totals({ done: 3 }), start)).toBeNull();
  });

  test('nothing when the list is cleared afterwards', () => {
    expect(outcomeOf(totals({ done: 8 }), totals(), start)).toBeNull();
  });
});
