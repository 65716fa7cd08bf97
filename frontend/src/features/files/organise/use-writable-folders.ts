import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../../api/queries.ts';
import type { SharedFolder } from './tree-shared.tsx';

/** The folders of others that something may be put into, each once, as far as they are known yet. */
export function useWritableFolders(): readonly SharedFolder[] {
  const { data } = useQuery(api.grants.received.queryOptions({ staleTime: 0 }));
  return useMemo(() => {
    const writable = new Map<string, SharedFolder>();
    for (const { access, folder, owner } of data ?? [])
      if (access === 'write')
        writable.set(folder.id, { id: folder.id, name: folder.name, ownerName: owner.name });
    return [...writable.values()];
  }, [data]);
}
