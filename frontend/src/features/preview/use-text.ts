import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ContentTrouble, fetchPart } from './content.ts';
import { decodeText } from './text.ts';

/** Bytes fetched at first and each time somebody wants to see more. */
const PART = 1024 * 1024;

/** How a text file is fetched: in parts, each when it is wanted. */
export function textOptions(url: string, sizeBytes: number) {
  return infiniteQueryOptions({
    queryKey: ['content', url] as const,
    queryFn: ({ pageParam, signal }) =>
      // Nothing to ask for in a file without bytes.
      sizeBytes === 0
        ? { bytes: new Uint8Array(), total: 0 }
        : fetchPart(url, pageParam, pageParam + PART, signal),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const read = pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
      return read < total ? read : undefined;
    },
    // An address never changes what it stands for.
    staleTime: Infinity,
    gcTime: 60_000,
    retry: (count: number, error: Error) =>
      count < 2 && error instanceof ContentTrouble && error.trouble === 'unreachable',
    retryDelay: 400,
  });
}

/** The beginning of a text file, and the way to more of it. */
export function useText(url: string, sizeBytes: number) {
  const query = useInfiniteQuery(textOptions(url, sizeBytes));
  const { data, hasNextPage } = query;
  const decoded = useMemo(() => {
    if (data === undefined) return undefined;
    const parts = data.pages.map(({ bytes }) => bytes);
    const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return { read: at, total: data.pages[0]?.total ?? at, content: decodeText(all, !hasNextPage) };
  }, [data, hasNextPage]);
  return {
    /** Undefined while it is on its way; its content is null when it is no text. */
    decoded,
    error: query.error,
    complete: !hasNextPage,
    loadingMore: query.isFetchingNextPage,
    onMore: () => void query.fetchNextPage(),
    onRetry: () => void query.refetch(),
  };
}
