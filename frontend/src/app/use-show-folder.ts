import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to a folder of the person's files, and there to one of its entries; null is the top. */
export function useShowFolder(): (folderId: string | null, select?: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (folderId, select) => {
      const search = select === undefined ? {} : { select };
      void (folderId === null
        ? navigate({ to: '/files', search })
        : navigate({ to: '/files/$folderId', params: { folderId }, search }));
    },
    [navigate],
  );
}
