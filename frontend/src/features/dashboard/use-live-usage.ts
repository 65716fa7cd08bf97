import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';

/** Keeps the statistics that are shown up to date. */
export function useLiveUsage(): void {
  const queries = useQueryClient();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: api.usage.key() });
  };
  // The first tick comes at once, so that what was fetched at an earlier visit is fetched anew.
  useStream((signal) => client.usage.watch(undefined, { signal }), refresh);
}
