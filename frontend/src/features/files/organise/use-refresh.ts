import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../../api/queries.ts';

/** Fetches again what shows files and folders after a change of one's own; all else is marked, for when it is shown. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    const groups = [api.drive.key(), api.find.key(), api.organise.key(), api.versions.key(), api.space.key()];
    await Promise.all(groups.map((queryKey) => queries.invalidateQueries({ queryKey })));
  }, [queries]);
}
