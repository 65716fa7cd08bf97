import { useNavigate, useParams } from '@tanstack/react-router';
import { FilesPage } from '../../features/files/files-page.tsx';
import { PageFrame } from '../page-frame.tsx';
import { useShowFolder } from '../use-show-folder.ts';

/** A folder at its address; without one, the top. */
export function FilesRoute() {
  const navigate = useNavigate();
  const showFolder = useShowFolder();
  const { folderId = null } = useParams({ strict: false });
  return (
    <PageFrame fill>
      <FilesPage
        folderId={folderId}
        onOpenFolder={showFolder}
        onOpenTrash={() => void navigate({ to: '/trash' })}
      />
    </PageFrame>
  );
}
