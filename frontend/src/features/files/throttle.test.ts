import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttled } from './throttle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first wish is granted at once, the next ones together after the pause', async () => {
  const work = vi.fn<() => Promise<unknown>>(() => Promise.resolve());
  const { ask } = throttled(work, 500);
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  ask();
  ask();
  await vi.advanceTimersByTimeAsync(499);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
});

test('a wish while the work runs is not lost, and slow work rests longer', async () => {
  const work = vi.fn<() => Promise<unknown>>(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  const { ask } = throttled(work, 500);
  ask();
  await vi.advanceTimersByTimeAsync(10);
  ask();
  await vi.advanceTimersByTimeAsync(2900);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(work).toHaveBeenCalledTimes(2);
});

test('once stopped, nothing that was due happens', async () => {
  const work = vi.fn<() => Promise<unknown>>(() => Promise.resolve());
  const { ask, stop } = throttled(work, 500);
  ask();
  stop();
  ask();
  await vi.advanceTimersByTimeAsync(2000);
  expect(work).not.toHaveBeenCalled();
});
