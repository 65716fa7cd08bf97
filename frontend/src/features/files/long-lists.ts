import type {
  InfiniteData,
  Query,
  QueryClient,
  QueryFilters,
  QueryFunction,
  QueryKey,
} from '@tanstack/react-query';
import { hashKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { type ListPage, pageOf, patched } from './patch-pages.ts';
import { throttled } from './throttle.ts';

type Pages = InfiniteData<ListPage, string | null>;

/** From so many pages on, a list is fetched anew where one looks first, and the rest of it afterwards. */
const LONG = 3;
/** The shortest time between two looks at the whole of a long list, in milliseconds. */
const WHOLE_PAUSE_MS = 3000;

interface ShownList {
  /** Places of the first and the last entry in sight. */
  readonly sight: () => readonly [number, number];
  /** Fetches all of it soon. */
  readonly wholeSoon: () => void;
}

/** Lists that are shown, by the hashes of their keys. */
const shown = new Map<string, ShownList>();

/**
 * States that a list is shown, so that of a long one what is in sight is fetched first. The answer is to be told which
 * entries that are.
 */
export function useShownList(queryKey: QueryKey): (first: number, last: number) => void {
  const queries = useQueryClient();
  const sight = useRef<readonly [number, number]>([0, 0]);
  const hash = hashKey(queryKey);
  useEffect(() => {
    const whole = throttled(() => fetchWhole(queries, hash), WHOLE_PAUSE_MS);
    shown.set(hash, { sight: () => sight.current, wholeSoon: whole.ask });
    return () => {
      whole.stop();
      shown.delete(hash);
    };
  }, [queries, hash]);
  return useCallback((first, last) => {
    sight.current = [first, last];
  }, []);
}

/**
 * Fetches again what is shown and matches. It is done when all of it is there that is in sight: the rest of long lists
 * comes later.
 */
export async function refetchShown(queries: QueryClient, filters: QueryFilters): Promise<void> {
  const all = queries.getQueryCache().findAll({ ...filters, type: 'active' });
  const long = new Set(all.filter(isLong));
  await Promise.all([
    ...[...long].map((query) => patchSight(queries, query)),
    queries.refetchQueries({
      ...filters,
      type: 'active',
      predicate: (query) => !long.has(query) && filters.predicate?.(query) !== false,
    }),
  ]);
}

function isLong(query: Query): boolean {
  return shown.has(query.queryHash) && (pagesOf(query)?.pages.length ?? 0) >= LONG;
}

function pagesOf(query: Query): Pages | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only lists that say they are shown get here
  return query.state.data as Pages | undefined;
}

/** Fetches the first page and those in sight, and shows them together. */
async function patchSight(queries: QueryClient, query: Query): Promise<void> {
  const list = shown.get(query.queryHash);
  if (list === undefined) return;
  // A next page that is on its way would be added to what was there before.
  if (isFetchingMore(query)) await query.cancel({ silent: true });
  const before = pagesOf(query);
  if (before === undefined) return;
  const wanted = new Set([0, ...list.sight().map((index) => pageOf(before.pages, index))]);
  try {
    const fresh = await Promise.all(
      [...wanted].map(async (at) => ({ at, page: await fetchPage(queries, query, before.pageParams[at]) })),
    );
    const now = pagesOf(query);
    if (now !== undefined) {
      // Those that begin elsewhere by now were fetched with the whole list meanwhile.
      const still = fresh.filter(({ at }) => now.pageParams[at] === before.pageParams[at]);
      queries.setQueryData<Pages>(
        query.queryKey,
        still.reduce((data, { at, page }) => patched(data, at, page), now),
      );
    }
  } catch {
    // Whatever is wrong, the look at all of it meets it too, and says so.
  }
  list.wholeSoon();
}

function fetchPage(queries: QueryClient, query: Query, cursor: string | null = null): Promise<ListPage> {
  const { queryFn } = query.options;
  if (typeof queryFn !== 'function') throw new Error('a list without a way to fetch it');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above; the types say nothing of pages
  const fetchOne = queryFn as unknown as QueryFunction<ListPage, QueryKey, string | null>;
  return Promise.resolve(
    fetchOne({
      client: queries,
      queryKey: query.queryKey,
      signal: new AbortController().signal,
      meta: query.meta,
      pageParam: cursor,
      direction: 'forward',
    }),
  );
}

/** Fetches all pages of a list; what changed in sight while that went on is fetched once more. */
async function fetchWhole(queries: QueryClient, hash: string): Promise<void> {
  const query = queries.getQueryCache().get(hash);
  if (query?.isActive() !== true) return;
  const before = query.state.dataUpdateCount;
  await queries.refetchQueries({ queryKey: query.queryKey, exact: true });
  if (query.state.dataUpdateCount > before + 1) await patchSight(queries, query);
}

function isFetchingMore({ state }: Query): boolean {
  return state.fetchStatus === 'fetching' && state.fetchMeta?.fetchMore !== undefined;
}
