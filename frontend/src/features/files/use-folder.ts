import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '../../api/queries.ts';
import type { Sorting } from './sorting.ts';

/** Entries of the first page: what fits into sight at once; later pages are larger. */
const FIRST_PAGE = 200;
const LATER_PAGES = 1000;

/** A folder of the drive, page by page; `folderId` null is the top. */
export function useFolder(folderId: string | null, { sort, descending }: Sorting) {
  const query = useInfiniteQuery(
    api.drive.list.infiniteOptions({
      input: (cursor: string | null) => ({
        folderId,
        sort,
        descending,
        cursor,
        limit: cursor === null ? FIRST_PAGE : LATER_PAGES,
      }),
      initialPageParam: null,
      // Changes are told only while a list is shown, so one that was left is fetched anew.
      staleTime: 0,
      getNextPageParam: ({ next }) => next,
      // The same folder in another order: what was shown stays until the new order is here.
      placeholderData: (previous) => {
        const shown = previous?.pages[0]?.path.at(-1)?.id ?? null;
        return previous !== undefined && shown === folderId ? previous : undefined;
      },
    }),
  );
  return { ...useAllPages(query), first: query.data?.pages[0], query };
}

/** What is in the trash, newest first, page by page. */
export function useTrash() {
  const query = useInfiniteQuery(
    api.drive.listTrash.infiniteOptions({
      input: (cursor: string | null) => ({ cursor, limit: cursor === null ? FIRST_PAGE : LATER_PAGES }),
      initialPageParam: null,
      // Changes are told only while a list is shown, so one that was left is fetched anew.
      staleTime: 0,
      getNextPageParam: ({ next }) => next,
    }),
  );
  return { ...useAllPages(query), query };
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
  readonly fetchNextPage: () => Promise<unknown>;
}

/** The pages as one list, and the way to the next of them. */
function useAllPages<Item>(query: Paged<Item>) {
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const ready = hasNextPage && !isFetching && !isFetchNextPageError;
  const onMore = useCallback(() => {
    if (ready) void fetchNextPage();
  }, [ready, fetchNextPage]);
  return {
    items,
    total: data?.pages.at(-1)?.total ?? 0,
    hasMore: hasNextPage && !isFetchNextPageError,
    onMore,
  };
}
