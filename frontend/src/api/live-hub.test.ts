// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import type { LiveEvent, LiveTopic } from '../../../electron/contract/live.ts';
import { makeLiveHub, type LiveHub } from './live-hub.ts';

/** A stream of the core, told by the test what to say. */
interface Told {
  readonly topics: readonly LiveTopic[];
  readonly signal: AbortSignal;
  say(event: LiveEvent): void;
  fail(error: Error): void;
}

let opened: Told[];
let hub: LiveHub;
const stop: AbortController[] = [];
beforeEach(() => {
  opened = [];
  hub = makeLiveHub((topics, signal) => {
    const events: LiveEvent[] = [];
    let wake: () => void = () => undefined;
    let failure: Error | null = null;
    opened.push({
      topics,
      signal,
      say(event) {
        events.push(event);
        wake();
      },
      fail(error) {
        failure = error;
        wake();
      },
    });
    signal.addEventListener('abort', () => wake());
    async function* stream(): AsyncGenerator<LiveEvent> {
      while (!signal.aborted) {
        const next = events.shift();
        if (next !== undefined) yield next;
        else if (failure !== null) throw failure;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    }
    return Promise.resolve(stream());
  });
});

function hear(topic: LiveTopic): { heard: unknown[]; ended: () => unknown; leave: () => void } {
  const leaving = new AbortController();
  stop.push(leaving);
  const heard: unknown[] = [];
  let ended: unknown = null;
  void (async () => {
    try {
      for await (const event of hub.watch(topic, leaving.signal)) heard.push(event);
    } catch (error) {
      ended = error;
    }
  })();
  return { heard, ended: () => ended, leave: () => leaving.abort() };
}

const usage = (at: string): LiveEvent => ({ topic: 'usage', event: { at } });

test('what a page asks for in one moment comes by one stream', async () => {
  const [drive, shares] = [hear('drive'), hear('shares')];
  await expect.poll(() => opened.length).toBe(1);
  expect(opened[0]?.topics).toEqual(['drive', 'shares']);
  opened[0]?.say({ topic: 'shares', event: {} });
  await expect.poll(() => shares.heard).toEqual([{}]);
  expect(drive.heard).toEqual([]);
});

test('a topic more brings another stream, and the one before is left once that is there', async () => {
  hear('drive');
  await expect.poll(() => opened.length).toBe(1);
  opened[0]?.say({ topic: 'drive', event: { folderIds: [] } });
  const late = hear('usage');
  await expect.poll(() => opened.length).toBe(2);
  expect(opened[1]?.topics.toSorted()).toEqual(['drive', 'usage']);
  expect(opened[0]?.signal.aborted).toBe(false);
  opened[1]?.say(usage('now'));
  await expect.poll(() => late.heard).toEqual([{ at: 'now' }]);
  expect(opened[0]?.signal.aborted).toBe(true);
});

test('who comes later is told how things are, by the stream that is there', async () => {
  hear('usage');
  await expect.poll(() => opened.length).toBe(1);
  opened[0]?.say(usage('first'));
  opened[0]?.say(usage('second'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const late = hear('usage');
  await expect.poll(() => late.heard).toEqual([{ at: 'second' }]);
  expect(opened).toHaveLength(1);
});

test('when the connection breaks everybody is told, and asks anew', async () => {
  const [one, other] = [hear('drive'), hear('usage')];
  await expect.poll(() => opened.length).toBe(1);
  opened[0]?.fail(new Error('gone'));
  await expect.poll(() => one.ended()).toEqual(new Error('gone'));
  expect(other.ended()).toEqual(new Error('gone'));
  hear('drive');
  await expect.poll(() => opened.length).toBe(2);
});

test('who leaves hears no more', async () => {
  const [one, other] = [hear('usage'), hear('usage')];
  await expect.poll(() => opened.length).toBe(1);
  one.leave();
  opened[0]?.say(usage('now'));
  await expect.poll(() => other.heard).toHaveLength(1);
  expect(one.heard).toEqual([]);
});
