import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useChanges } from '../../features/files/organise/changes.ts';
import { SharedPage } from '../../features/sharing/shared-page.tsx';
import { PageFrame } from '../page-frame.tsx';

/** What the person shares, at its address. */
export function SharedRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const changes = useChanges();
  const show = useCallback(
    (folderId: string | null, nodeId: string | null) => {
      const search = nodeId === null ? {} : { select: nodeId };
      if (folderId === null) void navigate({ to: '/files', search });
      else void navigate({ to: '/files/$folderId', params: { folderId }, search });
    },
    [navigate],
  );
  return (
    <PageFrame>
      <SharedPage
        onShow={show}
        onCopyToMine={(folder) =>
          void changes.transport('copy', [folder], { id: null, name: t('files.title') })
        }
      />
    </PageFrame>
  );
}
