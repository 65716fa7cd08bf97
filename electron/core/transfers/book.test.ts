import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Book } from './book.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the time left of a large file after many tiny ones is not told as if its bytes were as slow as theirs', () => {
  const book = new Book();
  const GB = 1_000_000_000;
  for (let file = 0; file < 4000; file += 1) book.add('waiting', 10, 0);
  book.add('waiting', 4 * GB, 0);
  // 500 tiny files a second, for three seconds.
  for (let file = 0; file < 1500; file += 1) {
    book.move(10);
    book.ended();
    book.add('waiting', 10, 10, -1);
    book.add('done', 10, 10);
    vi.advanceTimersByTime(2);
  }
  const { secondsLeft, bytesPerSecond } = book.totals();
  expect(bytesPerSecond).toBeLessThan(10_000);
  expect(secondsLeft).toBeGreaterThan(10);
  expect(secondsLeft).toBeLessThan(120);
});
