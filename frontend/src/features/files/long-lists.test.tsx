import { type InfiniteData, QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { refetchShown, useShownList } from './long-lists.ts';

const PAGE = 10;
const KEY = ['list'];

/** A list of names behind pages of ten, the cursor being the last name of the page before. */
function makeServer(count: number) {
  const names = Array.from({ length: count }, (_, index) => `n${String(index).padStart(3, '0')}`);
  const asked: (string | null)[] = [];
  const list = (after: string | null) => {
    asked.push(after);
    const rest = names.toSorted().filter((name) => after === null || name > after);
    const items = rest.slice(0, PAGE).map((id) => ({ id }));
    const next = rest.length > PAGE ? (items.at(-1)?.id ?? null) : null;
    return Promise.resolve({ items, next, total: names.length });
  };
  return { names, asked, list };
}

async function shownList(count: number) {
  const server = makeServer(count);
  const queries = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const { result, unmount } = renderHook(
    () => {
      const query = useInfiniteQuery({
        queryKey: KEY,
        initialPageParam: null as string | null,
        queryFn: ({ pageParam }) => server.list(pageParam),
        getNextPageParam: ({ next }) => next,
        staleTime: Infinity,
      });
      return { query, onSight: useShownList(KEY) };
    },
    { wrapper },
  );
  await waitFor(() => expect(result.current.query.isSuccess).toBe(true));
  while (result.current.query.hasNextPage) await act(() => result.current.query.fetchNextPage());
  server.asked.length = 0;
  const ids = () => {
    const data = queries.getQueryData<InfiniteData<{ items: { id: string }[] }>>(KEY);
    return data?.pages.flatMap(({ items }) => items.map(({ id }) => id));
  };
  return { server, queries, result, unmount, ids };
}

test('of a long list, what is in sight is there at once, and the rest comes later', async () => {
  const { server, queries, result, unmount, ids } = await shownList(60);
  result.current.onSight(32, 37);
  server.names.splice(server.names.indexOf('n035'), 1, 'n033 renamed');
  server.names.splice(server.names.indexOf('n050'), 1, 'n051 new');
  await act(() => refetchShown(queries, { queryKey: KEY }));
  expect(server.asked.slice(0, 2)).toEqual([null, 'n029']);
  expect(ids()).toContain('n033 renamed');
  expect(ids()).not.toContain('n035');
  await waitFor(() => expect(ids()).toEqual(server.names.toSorted()));
  unmount();
});

test('a short list is fetched as a whole', async () => {
  const { server, queries, unmount, ids } = await shownList(15);
  server.names.push('n990');
  await act(() => refetchShown(queries, { queryKey: KEY }));
  expect(server.asked).toHaveLength(2);
  expect(ids()).toEqual(server.names.toSorted());
  unmount();
});
