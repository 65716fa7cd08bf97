import { expect, test } from 'vitest';
import { makeEvents } from './events.ts';
import { watchFacts } from './watch.ts';

test('a watcher gets a first empty yield, then the facts that concern it, gathered', async () => {
  const events = makeEvents();
  const stop = new AbortController();
  const facts = watchFacts(events, 'usage.changed', {
    concerns: ({ userId }) => userId === 'ana',
    signal: stop.signal,
    intervalMs: 1,
  });
  expect((await facts.next()).value).toEqual([]);
  events.emit('usage.changed', { userId: 'ana' });
  events.emit('usage.changed', { userId: 'rui' });
  events.emit('usage.changed', { userId: 'ana' });
  expect((await facts.next()).value).toEqual([[{ userId: 'ana' }], [{ userId: 'ana' }]]);
  stop.abort();
  expect((await facts.next()).done).toBe(true);
});

test('a watcher that ends leaves no listener behind', async () => {
  const events = makeEvents();
  const stop = new AbortController();
  const facts = watchFacts(events, 'engine.changed', { signal: stop.signal });
  await facts.next();
  const waiting = facts.next();
  stop.abort();
  expect((await waiting).done).toBe(true);
  expect(events.listenerCount('engine.changed')).toBe(0);
});

test('what has to be told at once does not wait for the interval, and comes with what was gathered', async () => {
  const events = makeEvents();
  const stop = new AbortController();
  let ended = false;
  const facts = watchFacts(events, 'usage.changed', {
    signal: stop.signal,
    intervalMs: 60_000,
    atOnce: () => ended,
  });
  await facts.next();
  events.emit('usage.changed', { userId: 'first' });
  await facts.next();
  const next = facts.next();
  events.emit('usage.changed', { userId: 'second' });
  ended = true;
  events.emit('usage.changed', { userId: 'third' });
  expect((await next).value).toEqual([[{ userId: 'second' }], [{ userId: 'third' }]]);
  // It came while the last was being told.
  events.emit('usage.changed', { userId: 'fourth' });
  expect((await facts.next()).value).toEqual([[{ userId: 'fourth' }]]);
  const last = facts.next();
  stop.abort();
  expect((await last).done).toBe(true);
});
