import {
  hashKey,
  type InfiniteData,
  type QueryKey,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import type { TagColor } from '../../../../electron/contract/drive.ts';
import { api } from '../../api/queries.ts';
import { useShownList } from './long-lists.ts';
import type { Sorting } from './sorting.ts';

/** Entries of the first page: what fits into sight at once; later pages are larger. */
const FIRST_PAGE = 200;
const LATER_PAGES = 1000;
/** Up to so many entries are fetched before anybody looks at them, so that the end of a list is there at once. */
const AHEAD = 200_000;
/** Between two pages fetched ahead, for what the window has to do meanwhile, in milliseconds. */
const AHEAD_PAUSE_MS = 10;
/** How long a list that was left is kept, in milliseconds. */
const KEPT_MS = 60_000;

const limitOf = (cursor: string | null) => (cursor === null ? FIRST_PAGE : LATER_PAGES);

const COMMON = {
  initialPageParam: null,
  // Changes are told only while a list is shown, so one that was left is fetched anew.
  staleTime: 0,
  gcTime: KEPT_MS,
  // Comparing a hundred thousand entries would stop the window; rows compare what they show.
  structuralSharing: false,
} as const;

/** A folder of the drive, page by page; `folderId` null is the top. */
export function useFolder(folderId: string | null, { sort, descending }: Sorting) {
  const options = api.drive.list.infiniteOptions({
    ...COMMON,
    input: (cursor: string | null) => ({ folderId, sort, descending, cursor, limit: limitOf(cursor) }),
    getNextPageParam: ({ next }) => next,
    // The same folder in another order: what was shown stays until the new order is here.
    placeholderData: (previous) => {
      const shown = previous?.pages[0]?.path.at(-1)?.id ?? null;
      return previous !== undefined && shown === folderId ? previous : undefined;
    },
  });
  const query = useInfiniteQuery(options);
  return { ...useAllPages(query, options.queryKey), first: query.data?.pages[0], query };
}

/** What a list holds that is no folder. */
export type Collection = { readonly tag: TagColor } | 'favourites' | 'recent';

/** All entries with a tag, the favourites, or the recent files, page by page; without a sorting, the newest first. */
export function useCollection(of: Collection, sorting: Sorting | null) {
  const options = api.find.collection.infiniteOptions({
    ...COMMON,
    input: (cursor: string | null) => ({
      of,
      sort: sorting?.sort ?? null,
      descending: sorting?.descending ?? false,
      cursor,
      limit: limitOf(cursor),
    }),
    getNextPageParam: ({ next }) => next,
  });
  const query = useInfiniteQuery(options);
  return { ...useAllPages(query, options.queryKey), query };
}

/** What is in the trash, newest first, page by page. */
export function useTrash() {
  const options = api.drive.listTrash.infiniteOptions({
    ...COMMON,
    input: (cursor: string | null) => ({ cursor, limit: limitOf(cursor) }),
    getNextPageParam: ({ next }) => next,
  });
  const query = useInfiniteQuery(options);
  return { ...useAllPages(query, options.queryKey), query };
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

interface Paged<Item> {
  readonly data: { readonly pages: readonly Page<Item>[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isFetchNextPageError: boolean;
  readonly isPlaceholderData: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** The pages as one list, and the way to the next of them; they come by themselves, one after the other. */
function useAllPages<Item>(query: Paged<Item>, queryKey: QueryKey) {
  const { data, hasNextPage, isFetching, isFetchNextPageError, isPlaceholderData, fetchNextPage } = query;
  const items = useMemo(
    () => ([] as readonly Item[]).concat(...(data?.pages.map((page) => page.items) ?? [])),
    [data],
  );
  const ready = hasNextPage && !isFetching && !isFetchNextPageError && !isPlaceholderData;
  const onMore = useCallback(() => {
    if (ready) void fetchNextPage();
  }, [ready, fetchNextPage]);
  const ahead = ready && items.length < AHEAD;
  useEffect(() => {
    if (!ahead) return undefined;
    const timer = setTimeout(() => void fetchNextPage(), AHEAD_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [ahead, fetchNextPage]);
  useFirstPageOnly(queryKey);
  const onSight = useShownList(queryKey);
  return {
    items,
    total: data?.pages.at(-1)?.total ?? 0,
    hasMore: hasNextPage && !isFetchNextPageError,
    onMore,
    onSight,
  };
}

/** Of a list that is left, only the beginning is kept: that is what shows at once when one comes back. */
function useFirstPageOnly(queryKey: QueryKey): void {
  const queries = useQueryClient();
  const hash = hashKey(queryKey);
  useEffect(
    () => () => {
      const left = queries.getQueryCache().get<InfiniteData<unknown>>(hash);
      const data = left?.state.data;
      if (left === undefined || data === undefined || data.pages.length < 2) return;
      left.setData({ pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) });
    },
    [queries, hash],
  );
}
