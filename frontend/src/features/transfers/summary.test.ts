import { describe, expect, test } from 'vitest';
import type { Transfer, TransferTotals } from '../../../../electron/contract/transfers.ts';
import { madeTotals } from '../../test/made.ts';
import {
  ACTIONS,
  actionsForAll,
  fractionOf,
  isEmpty,
  moodOf,
  moodOfAll,
  roundFrom,
  roundOf,
  withoutPast,
} from './summary.ts';

test('there is nothing to show before the first transfer', () => {
  expect(isEmpty({ totals: madeTotals(), items: [] })).toBe(true);
  expect(isEmpty({ totals: madeTotals({ reading: true }), items: [] })).toBe(false);
  expect(isEmpty({ totals: madeTotals({ done: 1 }), items: [] })).toBe(false);
});

test('what runs is told before what failed, and a failure before what is done', () => {
  expect(moodOf(madeTotals({ running: 1, failed: 1, done: 1 }))).toBe('running');
  expect(moodOf(madeTotals({ paused: 1, failed: 1 }))).toBe('paused');
  expect(moodOf(madeTotals({ failed: 1, done: 5 }))).toBe('failed');
  expect(moodOf(madeTotals({ done: 5 }))).toBe('done');
  expect(moodOf(madeTotals({ reading: true }))).toBe('reading');
  expect(moodOf(madeTotals({ waiting: 1 }))).toBe('running');
});

test('a folder that is being read is not told as one file on its way', () => {
  expect(moodOf(madeTotals({ waiting: 1, reading: true }))).toBe('reading');
  expect(moodOf(madeTotals({ waiting: 250, running: 32, reading: true }))).toBe('running');
});

test('while the cloud is away everything waits for it, whatever else is under way', () => {
  const totals = madeTotals({ waiting: 2, reading: true });
  const one = (status: Transfer['status'], code: 'SERVER_NOT_RUNNING' | 'SOURCE_CHANGED'): Transfer => ({
    id: status,
    batchId: 'batch',
    direction: 'upload',
    status,
    name: 'a.bin',
    folderId: null,
    totalBytes: 10,
    doneBytes: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    failure: code === 'SOURCE_CHANGED' ? { code, data: { path: '/a.bin' } } : { code },
    modifiedAt: null,
    existing: null,
    createdAt: '2026-01-01T00:00:00Z',
  });
  const away = one('retrying', 'SERVER_NOT_RUNNING');
  expect(moodOfAll({ totals, items: [away] })).toBe('away');
  expect(moodOfAll({ totals, items: [one('retrying', 'SOURCE_CHANGED')] })).toBe('reading');
  // It is back, and not all of them have begun again.
  const running = { ...one('running', 'SERVER_NOT_RUNNING'), failure: null };
  expect(moodOfAll({ totals: madeTotals({ running: 1 }), items: [away, running] })).toBe('running');
  expect(moodOfAll({ totals: madeTotals({ paused: 1 }), items: [] })).toBe('paused');
});

test('progress stays between nothing and all', () => {
  expect(fractionOf({ doneBytes: 50, totalBytes: 200 })).toBe(0.25);
  expect(fractionOf({ doneBytes: 300, totalBytes: 200 })).toBe(1);
  expect(fractionOf({ doneBytes: 0, totalBytes: 0 })).toBe(0);
});

describe('how far all are', () => {
  const amounts = (...states: Partial<TransferTotals>[]) => {
    let round: ReturnType<typeof roundFrom> | null = null;
    return states.map((state) => {
      const totals = madeTotals(state);
      round = roundFrom(round, totals);
      const { doneBytes, totalBytes } = withoutPast(totals, round);
      return [doneBytes, totalBytes];
    });
  };

  test('is told without what had ended before they began', () => {
    expect(
      amounts(
        { done: 1, doneBytes: 4000, totalBytes: 4000 },
        { done: 1, waiting: 1, doneBytes: 4000, totalBytes: 4010 },
        { done: 1, running: 1, doneBytes: 4005, totalBytes: 4010 },
        { done: 2, waiting: 1, doneBytes: 4010, totalBytes: 4030 },
      ),
    ).toEqual([
      [0, 0],
      [0, 10],
      [5, 10],
      [10, 30],
    ]);
  });

  test('stays right when what had ended is taken off the list', () => {
    expect(
      amounts(
        { done: 2, doneBytes: 4000, totalBytes: 4000 },
        { done: 2, running: 1, doneBytes: 4005, totalBytes: 4010 },
        { done: 1, running: 1, doneBytes: 3005, totalBytes: 3010 },
        { done: 0, running: 1, doneBytes: 6, totalBytes: 10 },
      ),
    ).toEqual([
      [0, 0],
      [5, 10],
      [5, 10],
      [6, 10],
    ]);
  });
});

describe('what can be done', () => {
  test('with one transfer', () => {
    expect(ACTIONS.running).toEqual(['pause', 'cancel']);
    expect(ACTIONS.paused).toEqual(['resume', 'cancel']);
    expect(ACTIONS.failed).toEqual(['retry', 'clear']);
    expect(ACTIONS.done).toEqual(['clear']);
  });

  test('with all of them', () => {
    expect(actionsForAll(madeTotals({ running: 1, done: 2 }))).toEqual(['pause', 'cancel', 'clear']);
    expect(actionsForAll(madeTotals({ paused: 1 }))).toEqual(['resume', 'cancel']);
    expect(actionsForAll(madeTotals({ failed: 1 }))).toEqual(['retry', 'clear']);
    expect(actionsForAll(madeTotals())).toEqual([]);
  });
});

describe('what is said aloud', () => {
  const said = (...states: Partial<TransferTotals>[]) => {
    let since: Parameters<typeof roundOf>[0] = null;
    const outcomes = [];
    for (const state of states) {
      const round = roundOf(since, madeTotals(state));
      since = round.since;
      outcomes.push(round.outcome);
    }
    return outcomes;
  };

  test('nothing while a transfer is on its way, then the outcome once', () => {
    expect(
      said({}, { running: 2 }, { running: 1, done: 1 }, { done: 1, failed: 1 }, { done: 1, failed: 1 }),
    ).toEqual([null, null, null, { done: 1, failed: 1 }, null]);
  });

  test('nothing about what had ended before the window opened', () => {
    expect(said({ done: 3 }, { done: 3, running: 1 }, { done: 4 })).toEqual([
      null,
      null,
      { done: 1, failed: 0 },
    ]);
  });

  test('a file so small that it was never seen on its way still counts', () => {
    expect(said({}, { done: 1 })).toEqual([null, { done: 1, failed: 0 }]);
  });

  test('nothing when the list is cleared, and the next file counts again', () => {
    expect(said({ done: 8 }, {}, { running: 1 }, { done: 1 })).toEqual([
      null,
      null,
      null,
      { done: 1, failed: 0 },
    ]);
  });

  test('nothing when all was cancelled', () => {
    expect(said({ running: 1, done: 3 }, { done: 3 })).toEqual([null, null]);
  });
});
