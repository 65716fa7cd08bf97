import { useMemo } from 'react';
import type { ListSurroundings } from '../features/files/node-list.tsx';
import { DetailsPanel } from '../features/preview/details-panel.tsx';
import { VersionsDialog } from '../features/preview/versions-dialog.tsx';
import { usePreview } from './preview-host.tsx';
import { useShowFolder } from './use-show-folder.ts';

/** What the lists of files need of other features: the preview, the details, and the way to folders. */
export function useListSurroundings(): ListSurroundings {
  const showFolder = useShowFolder();
  const preview = usePreview();
  return useMemo(
    () => ({
      onOpenFolder: (folderId) => showFolder(folderId),
      onPreview: preview,
      renderDetails: (nodes, onClose) => (
        <DetailsPanel nodes={nodes} onClose={onClose} onOpenFolder={(folderId) => showFolder(folderId)} />
      ),
      renderVersions: (node, onClose) => <VersionsDialog node={node} onClose={onClose} />,
    }),
    [showFolder, preview],
  );
}
