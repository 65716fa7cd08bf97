import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { api } from '../../api/queries.ts';
import { useLiveGrants } from '../../api/sharing.ts';

/** Somebody who shares folders with the person. */
export type Sharer = Pick<NonNullable<FoundNode['owner']>, 'id' | 'name'>;

/** Those who share folders with the person, each once, by name. */
export function useSharers(): readonly Sharer[] {
  useLiveGrants();
  const { data } = useQuery(api.grants.received.queryOptions({ staleTime: 0 }));
  return useMemo(() => {
    const people = new Map(data?.map(({ owner }) => [owner.id, owner]));
    return [...people.values()].toSorted((one, other) => one.name.localeCompare(other.name));
  }, [data]);
}
