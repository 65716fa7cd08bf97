import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../../api/queries.ts';
import type { SharedFolder } from './tree-shared.tsx';

/** What others share with the person. */
export interface SharedFolders {
  /** The folders that something may be put into, each once. */
  readonly writable: readonly SharedFolder[];
  /** Ids of all that are shared: a way that begins with one of them leads through somebody else's drive. */
  readonly ids: ReadonlySet<string>;
}

/** The folders of others, as far as they are known yet. */
export function useSharedFolders(): SharedFolders {
  const { data } = useQuery(api.grants.received.queryOptions({ staleTime: 0 }));
  return useMemo(() => {
    const writable = new Map<string, SharedFolder>();
    for (const { access, folder, owner } of data ?? [])
      if (access === 'write')
        writable.set(folder.id, { id: folder.id, name: folder.name, ownerName: owner.name });
    return { writable: [...writable.values()], ids: new Set(data?.map(({ folder }) => folder.id)) };
  }, [data]);
}
