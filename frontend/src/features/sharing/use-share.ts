import { useQuery } from '@tanstack/react-query';
import type { Share } from '../../../../electron/contract/shares.ts';
import { api } from '../../api/queries.ts';

/** A share that was just made, as it is now: its address changes with the network. */
export function useShare(made: Share | null): Share | null {
  const { data } = useQuery(api.shares.list.queryOptions({ input: {}, enabled: made !== null }));
  return data?.items.find(({ id }) => id === made?.id) ?? made;
}
