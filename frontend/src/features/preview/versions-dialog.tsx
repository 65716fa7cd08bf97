import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useLive } from './use-live.ts';
import { VersionsList } from './versions-list.tsx';

export interface VersionsDialogProps {
  readonly node: DriveNode;
  readonly onClose: () => void;
}

/** The earlier contents of one file in a window of their own. */
export function VersionsDialog({ node, onClose }: VersionsDialogProps) {
  const { t } = useTranslation();
  useLive();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('preview.versions.titleOf', { name: node.name })}
      description={t('preview.versions.text')}
    >
      <VersionsList node={node} />
    </Dialog>
  );
}
