import { useQuery } from '@tanstack/react-query';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { api, queryClient } from '../../api/queries.ts';

const key = api.people.list.queryKey();

/** Everybody, fetched anew whenever the page opens and every half minute while it is open. */
export function usePeople() {
  return useQuery(api.people.list.queryOptions({ staleTime: 0, refetchInterval: 30_000 }));
}

/** Puts a person who was added or changed into the list. */
export function showPerson(row: PersonRow): void {
  queryClient.setQueryData(key, (rows) =>
    rows === undefined || !rows.some(({ id }) => id === row.id)
      ? [...(rows ?? []), row]
      : rows.map((old) => (old.id === row.id ? row : old)),
  );
}

/** Fetches the list anew. */
export function refreshPeople(): void {
  void queryClient.invalidateQueries({ queryKey: key });
}
