import { expect, test } from 'vitest';
import { makeStorePlaces } from './store-places.ts';

const forEver = new AbortController().signal;

/** Whether something has been settled by now. */
async function isThere(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise((resolve) => setImmediate(() => resolve('later')));
  return (await Promise.race([promise.then(() => 'there'), later])) === 'there';
}

test('who comes when all places are taken waits until one is given back', async () => {
  const places = makeStorePlaces({ all: 1, ofOne: 1 });
  const leave = await places.enter('a', forEver);
  const waiting = places.enter('b', forEver);
  expect(await isThere(waiting)).toBe(false);
  leave();
  leave();
  const leaveToo = await waiting;
  const third = places.enter('c', forEver);
  expect(await isThere(third)).toBe(false);
  leaveToo();
  expect(await isThere(third)).toBe(true);
});

test('a device that has its share waits, and does not keep others out', async () => {
  const places = makeStorePlaces({ all: 3, ofOne: 2 });
  const [leave] = [await places.enter('a', forEver), await places.enter('a', forEver)];
  const third = places.enter('a', forEver);
  expect(await isThere(places.enter('b', forEver))).toBe(true);
  expect(await isThere(third)).toBe(false);
  leave();
  expect(await isThere(third)).toBe(true);
});

test('who gives up waiting leaves the line', async () => {
  const places = makeStorePlaces({ all: 1, ofOne: 1 });
  const leave = await places.enter('a', forEver);
  const patience = new AbortController();
  const gone = places.enter('b', patience.signal);
  const next = places.enter('c', forEver);
  patience.abort();
  await expect(gone).rejects.toThrow('nobody waits');
  leave();
  expect(await isThere(next)).toBe(true);
  await expect(places.enter('d', patience.signal)).rejects.toThrow('nobody waits');
});
