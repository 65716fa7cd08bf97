import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { useChanges } from '../features/files/organise/changes.ts';

/** Puts a copy of what somebody shares at the top of the person's own files, says so, and can be taken back. */
export function useCopyToMine(): (node: DriveNode) => void {
  const { t } = useTranslation();
  const changes = useChanges();
  return useCallback(
    (node) => void changes.transport('copy', [node], { id: null, name: t('files.title') }),
    [changes, t],
  );
}
