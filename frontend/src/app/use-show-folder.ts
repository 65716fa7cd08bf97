import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to a folder of the person's files; null is the top. */
export function useShowFolder(): (folderId: string | null) => void {
  const navigate = useNavigate();
  return useCallback(
    (folderId) => {
      void (folderId === null
        ? navigate({ to: '/files' })
        : navigate({ to: '/files/$folderId', params: { folderId } }));
    },
    [navigate],
  );
}
