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
