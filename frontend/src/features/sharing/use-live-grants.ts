import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';

/** Keeps up to date who shares what with whom, for as long as some of it is shown. */
export function useLiveGrants(): void {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: api.grants.key() });
  useStream((signal) => client.grants.watch(undefined, { signal }), refresh, { onInterrupted: refresh });
}
