import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/queries.ts';

const PAGE = 200;

/** The folders in a folder, page by page, for the tree; null is the top. */
export function useBranch(folderId: string | null) {
  return useInfiniteQuery(
    api.find.folders.infiniteOptions({
      input: (cursor: string | null) => ({ folderId, cursor, limit: PAGE }),
      initialPageParam: null,
      // A branch that was closed may have changed.
      staleTime: 0,
      getNextPageParam: ({ next }) => next,
    }),
  );
}
