import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { DRIVE_GROUPS } from '../use-live-drive.ts';

/** Fetches again what shows files and folders after a change of one's own; all else is marked, for when it is shown. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(DRIVE_GROUPS.map((queryKey) => queries.invalidateQueries({ queryKey })));
  }, [queries]);
}
