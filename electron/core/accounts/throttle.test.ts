import { afterEach, beforeEach, expect, test } from 'vitest';
import { tempDatabase } from '../../../tests/support/temp-database.ts';
import { isFailure } from '../lib/errors.ts';
import { makeThrottle, type ThrottleGate } from './throttle.ts';

let opened: Awaited<ReturnType<typeof tempDatabase>>;
let now: Date;
let throttle: ThrottleGate;
const forward = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeEach(async () => {
  opened = await tempDatabase();
  now = new Date('2026-01-05T08:00:00Z');
  throttle = makeThrottle(opened.db, () => now);
});
afterEach(() => opened.close());

/** Guesses wrongly; answers how many guesses are left, or with the seconds to wait. */
async function guess(thing = 'sign-in:olga', origin = 'window'): Promise<number | string> {
  try {
    return await (await throttle.begin(thing, origin)).failed();
  } catch (error) {
    if (isFailure(error, 'TOO_MANY_ATTEMPTS')) return `wait ${JSON.stringify(error.data)}`;
    throw error;
  }
}
const wait = (retryAfterSeconds: number) => `wait ${JSON.stringify({ retryAfterSeconds })}`;

test('five wrong guesses are free, and each says how many are left', async () => {
  expect([await guess(), await guess(), await guess(), await guess(), await guess()]).toEqual([
    4, 3, 2, 1, 0,
  ]);
});

test('then the wait is 30 s, and doubles with each failure up to an hour', async () => {
  for (let n = 0; n < 5; n += 1) await guess();
  for (const seconds of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
    expect(await guess()).toBe(wait(seconds));
    forward(seconds - 1);
    expect(await guess()).toBe(wait(1));
    forward(1);
    expect(await guess()).toBe(0);
  }
});

test('asking during the wait does not make it longer', async () => {
  for (let n = 0; n < 5; n += 1) await guess();
  for (let n = 0; n < 10; n += 1) expect(await guess()).toBe(wait(30));
});

test('success forgets the failures', async () => {
  for (let n = 0; n < 4; n += 1) await guess();
  await (await throttle.begin('sign-in:olga', 'window')).succeeded();
  expect(await guess()).toBe(4);
});

test('many guesses at once are no way around', async () => {
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => guess()));
  expect(outcomes.filter((outcome) => typeof outcome === 'number')).toHaveLength(5);
});

test('a restart does not forget', async () => {
  for (let n = 0; n < 5; n += 1) await guess();
  throttle = makeThrottle(opened.db, () => now);
  expect(await guess()).toBe(wait(30));
});

test('one person’s failures keep nobody else out', async () => {
  for (let n = 0; n < 5; n += 1) await guess();
  expect(await guess('sign-in:ana')).toBe(4);
});

test('who tries many names from one place waits too, and other places do not', async () => {
  for (let n = 0; n < 20; n += 1) await guess(`sign-in:name-${n}`, '192.0.2.7');
  expect(await guess('sign-in:one more', '192.0.2.7')).toBe(wait(30));
  expect(await guess('sign-in:one more', '192.0.2.8')).toBe(4);
});

test('one’s own success does not make room for more guesses at others', async () => {
  for (let n = 0; n < 20; n += 1) {
    await guess(`sign-in:name-${n}`, '192.0.2.7');
    if (n < 19) await (await throttle.begin('sign-in:own', '192.0.2.7')).succeeded();
  }
  expect(await guess('sign-in:own', '192.0.2.7')).toBe(wait(30));
});

test('a day without failures forgets them', async () => {
  for (let n = 0; n < 5; n += 1) await guess();
  forward(25 * 3600);
  expect(await guess()).toBe(4);
});

test('a clock that was set back locks nobody out for longer than an hour', async () => {
  for (let n = 0; n < 5; n += 1) await guess();
  forward(-365 * 24 * 3600);
  expect(await guess()).toBe(wait(3600));
});

test('names that nobody guessed at for days leave the table', async () => {
  await guess('sign-in:nobody');
  forward(3 * 24 * 3600);
  await guess();
  const left = await opened.db.selectFrom('throttles').select('key').execute();
  expect(left.map(({ key }) => key).toSorted()).toEqual(['origin:window', 'sign-in:olga']);
});
