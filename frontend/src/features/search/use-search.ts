import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { asksForAnything, type SearchParams, toSearchInput } from './search-params.ts';

/** What fits into sight at once and some more. */
const PAGE = 60;
/** Shortest time between two looks for what changed, in milliseconds. */
const PAUSE_MS = 1000;

/** What a search finds, page by page. While the next answer is on its way, the one before it stays. */
export function useSearch(params: SearchParams) {
  // The day that "today" is: it stays while one looks at the page.
  const [now] = useState(() => new Date());
  const query = useInfiniteQuery(
    api.find.search.infiniteOptions({
      input: (cursor: string | null) => ({ ...toSearchInput(params, now), cursor, limit: PAGE }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      staleTime: 0,
      enabled: asksForAnything(params),
      placeholderData: keepPreviousData,
    }),
  );
  const items = useMemo(() => {
    const found = query.data?.pages.flatMap((page) => page.items) ?? [];
    // What moves on between two pages may come twice.
    return [...new Map(found.map((node) => [node.id, node])).values()];
  }, [query.data]);
  useLiveResults();
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  return {
    items,
    query,
    hasMore: hasNextPage,
    onMore: () => {
      if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
    },
  };
}

/** Fetches what is shown again when files changed, soon after. */
function useLiveResults(): void {
  const queries = useQueryClient();
  const [changes, setChanges] = useState(0);
  const changed = () => setChanges((count) => count + 1);
  const told = useRef(false);
  useStream(
    (signal) => client.drive.watch(undefined, { signal }),
    ({ folderIds }) => {
      if (folderIds.length > 0) changed();
    },
  );
  // What others share is found as long as they do. The first thing told is how it is now.
  useStream(
    (signal) => client.grants.watch(undefined, { signal }),
    () => {
      if (told.current) changed();
      told.current = true;
    },
    { onInterrupted: changed },
  );
  const refresh = useEffectEvent(
    () => void queries.invalidateQueries({ queryKey: api.find.search.key(), refetchType: 'active' }),
  );
  useEffect(() => {
    if (changes === 0) return undefined;
    const timer = setTimeout(refresh, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [changes]);
}
