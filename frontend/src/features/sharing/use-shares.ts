import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

/** Links and requests of the person, page by page, the newest first. */
export function useShares() {
  return useInfiniteQuery(
    api.shares.list.infiniteOptions({
      input: (cursor: string | null) => ({ cursor }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
    }),
  );
}
