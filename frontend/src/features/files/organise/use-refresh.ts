import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { refetchShown } from '../long-lists.ts';
import { DRIVE_GROUPS } from '../use-live-drive.ts';

/**
 * Fetches again what shows files and folders after a change of one's own, done when what is in sight is right; all else
 * is marked, for when it is shown.
 */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    for (const queryKey of DRIVE_GROUPS) void queries.invalidateQueries({ queryKey, refetchType: 'none' });
    await Promise.all(DRIVE_GROUPS.map((queryKey) => refetchShown(queries, { queryKey })));
  }, [queries]);
}
