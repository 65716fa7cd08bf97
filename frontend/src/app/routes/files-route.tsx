import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { FilesPage } from '../../features/files/files-page.tsx';
import { PageFrame } from '../page-frame.tsx';
import { useListSurroundings } from '../use-list-surroundings.tsx';

/** A folder at its address; without one, the top. */
export function FilesRoute() {
  const navigate = useNavigate();
  const surroundings = useListSurroundings();
  const { folderId = null } = useParams({ strict: false });
  const { select } = useSearch({ from: '/files' });
  // Once taken over it leaves the address, so that the same entry can be asked for again.
  const onSelectTaken = useCallback(() => void navigate({ to: '.', search: {}, replace: true }), [navigate]);
  return (
    <PageFrame fill>
      <FilesPage {...surroundings} folderId={folderId} select={select} onSelectTaken={onSelectTaken} />
    </PageFrame>
  );
}
