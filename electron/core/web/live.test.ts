import { afterEach, expect, test } from 'vitest';
import type { LiveEvent, LiveTopic } from '../../contract/live.ts';
import type { Caller } from '../lib/caller.ts';
import { makeEvents } from '../lib/events.ts';
import { watchFacts } from '../lib/watch.ts';
import { makeLive, type LiveServices } from './live.ts';

/* oxlint-disable typescript/no-unsafe-type-assertion -- streams of a test stand in for the services */

const caller = { user: null } as Caller;
const stops: AbortController[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort();
});

type Stream = (caller: Caller, input: unknown, signal: AbortSignal | undefined) => AsyncGenerator;

function listen(streams: Partial<Record<LiveTopic, Stream>>, topics: LiveTopic[], beatMs?: number) {
  const services = Object.fromEntries(Object.entries(streams).map(([name, watch]) => [name, { watch }]));
  const stop = new AbortController();
  stops.push(stop);
  const live = makeLive(services as unknown as LiveServices, beatMs);
  const stream = live.watch(caller, { topics }, stop.signal) as unknown as AsyncGenerator<LiveEvent>;
  return { stream, stop };
}

const once: Stream = async function* (_caller, _input, signal) {
  yield { folderIds: [] };
  await new Promise((resolve) => signal?.addEventListener('abort', resolve));
};

test('what several streams tell comes by one, each with its name', async () => {
  const { stream } = listen({ drive: once, shares: once, usage: once }, ['drive', 'shares']);
  const heard = new Set<string>();
  for await (const { topic } of stream) {
    heard.add(topic);
    if (heard.size === 2) break;
  }
  expect(heard).toEqual(new Set(['drive', 'shares']));
});

test('a stream that breaks ends the whole with its own reason', async () => {
  const { stream } = listen(
    {
      // oxlint-disable-next-line require-yield -- it never gets so far
      drive: async function* () {
        throw new Error('no drive');
      },
    },
    ['drive'],
  );
  await expect(stream.next()).rejects.toThrow('no drive');
});

test('who leaves takes every stream along, also one that waits to be heard', async () => {
  const events = makeEvents();
  const watch: Stream = async function* (_caller, _input, signal) {
    for await (const facts of watchFacts(events, 'engine.changed', { signal, intervalMs: 0 })) yield facts;
  };
  const { stream, stop } = listen({ engine: watch, grants: watch }, ['engine', 'grants']);
  await stream.next();
  events.emit('engine.changed');
  stop.abort();
  await stream.return(undefined);
  await expect.poll(() => events.listenerCount('engine.changed')).toBe(0);
});

test('silence is broken by a beat', async () => {
  const { stream } = listen({ drive: once }, ['drive'], 5);
  await stream.next();
  expect((await stream.next()).value).toEqual({ topic: 'beat' });
});
