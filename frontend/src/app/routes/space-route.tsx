import { useNavigate, useSearch } from '@tanstack/react-router';
import { useChanges } from '../../features/files/organise/changes.ts';
import { SpacePage } from '../../features/space/space-page.tsx';
import { PageFrame } from '../page-frame.tsx';
import { usePreview } from '../preview-host.tsx';
import { useShowFolder } from '../use-show-folder.ts';

/** Where the space went, at its address. */
export function SpaceRoute() {
  const navigate = useNavigate();
  const { folder = null } = useSearch({ from: '/space' });
  const showFolder = useShowFolder();
  const preview = usePreview();
  const changes = useChanges();
  return (
    <PageFrame>
      <SpacePage
        folderId={folder}
        onFolder={(next) => void navigate({ to: '/space', search: next === null ? {} : { folder: next } })}
        onShow={showFolder}
        onTrash={(nodes) => changes.trash(nodes)}
        onPreview={(nodes, id) => preview({ nodes, id })}
        onOpenTrash={() => void navigate({ to: '/trash' })}
        onOpenSettings={() => void navigate({ to: '/settings', search: { part: 'cloud' } })}
      />
    </PageFrame>
  );
}
