import { ORPCError } from '@orpc/client';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Person } from '../../../electron/contract/people.ts';
import { api, queryClient } from './queries.ts';
import { useStream } from './use-stream.ts';

const ANA: Person = {
  id: '01890000-0000-7000-8000-000000000001',
  name: 'Ana',
  userName: 'ana',
  role: 'member',
  mustChangePassword: false,
  quotaBytes: null,
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  queryClient.clear();
});

/** Opens streams one after the other, each with what it says before it ends or throws. */
function listen(...streams: { says: string[]; ends?: 'never' | 'well' | Error }[]) {
  const heard: string[] = [];
  let opened = 0;
  const signals: AbortSignal[] = [];
  async function* open(signal: AbortSignal) {
    const { says, ends = 'never' } = streams[opened] ?? { says: [] };
    opened += 1;
    signals.push(signal);
    yield* says;
    if (ends instanceof Error) throw ends;
    if (ends === 'never') await new Promise(() => undefined);
  }
  const hook = renderHook(() =>
    useStream(
      (signal) => Promise.resolve(open(signal)),
      (event) => heard.push(event),
    ),
  );
  return { heard, signals, opened: () => opened, unmount: hook.unmount };
}

test('events are heard in their order', async () => {
  const { heard } = listen({ says: ['a', 'b'] });
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toEqual(['a', 'b']);
});

test('a stream that ends or breaks is opened again', async () => {
  const { heard } = listen(
    { says: ['first'], ends: 'well' },
    { says: ['second'], ends: new Error('the core is gone') },
    { says: ['third'] },
  );
  await vi.advanceTimersByTimeAsync(2000);
  expect(heard).toEqual(['first', 'second', 'third']);
});

test('a core that stays away is asked less and less often', async () => {
  const gone = { says: [], ends: new Error('the core is gone') };
  const { opened } = listen(...Array.from({ length: 100 }, () => gone));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened()).toBeGreaterThan(10);
  expect(opened()).toBeLessThan(25);
});

test('a stream that nobody may hear is not opened again, and the page learns that the session ended', async () => {
  queryClient.setQueryData(api.session.me.queryKey(), ANA);
  const { opened } = listen({ says: [], ends: new ORPCError('NOT_SIGNED_IN') });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened()).toBe(1);
  expect(queryClient.getQueryData(api.session.me.queryKey())).toBeNull();
});

test('who stops listening tells the core so', async () => {
  const { signals, unmount, opened } = listen({ says: ['a'] });
  await vi.advanceTimersByTimeAsync(0);
  unmount();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(opened()).toBe(1);
});
