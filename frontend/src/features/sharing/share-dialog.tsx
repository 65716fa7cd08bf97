import { Link2, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { LinkPart } from './link-part.tsx';
import { PeoplePart } from './people-part.tsx';

interface ShareDialogProps {
  readonly nodes: readonly DriveNode[];
  readonly onClose: () => void;
  /** Shows the one screen with all links. */
  readonly onShowAll: () => void;
}

/** Shares files and folders: with anybody by a link, and a folder with people who have an account here. */
export function ShareDialog({ nodes, onClose, onShowAll }: ShareDialogProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState('link');
  const folder = nodes.length === 1 && nodes[0]?.kind === 'folder' ? nodes[0] : undefined;
  const link = <LinkPart nodes={nodes} onClose={onClose} onShowAll={onShowAll} />;
  const tabs = [
    {
      key: 'link',
      label: t('sharing.people.linkTab'),
      icon: <Link2 aria-hidden="true" />,
      content: link,
    },
    ...(folder === undefined
      ? []
      : [
          {
            key: 'people',
            label: t('sharing.people.tab'),
            icon: <Users aria-hidden="true" />,
            content: <PeoplePart folder={folder} />,
          },
        ]),
  ];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('sharing.dialog.title', { count: nodes.length, name: nodes[0]?.name ?? '' })}
    >
      {folder === undefined ? (
        link
      ) : (
        <Tabs label={t('sharing.share')} tabs={tabs} value={tab} onChange={setTab} />
      )}
    </Dialog>
  );
}
