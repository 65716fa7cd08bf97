import { useQuery } from '@tanstack/react-query';
import { FolderInput, Inbox, Link2, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetwork } from '../../api/network.ts';
import { api } from '../../api/queries.ts';
import { useLiveShares, useSharingActs } from '../../api/sharing.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DoorNotice } from './door-notice.tsx';
import { GrantsList } from './grants-list.tsx';
import { LinksList } from './links-list.tsx';
import { useShares } from './use-shares.ts';

interface SharedPageProps {
  /** Shows where something is. */
  readonly onShow: (folderId: string | null, nodeId: string | null) => void;
  /** Puts a copy of what somebody shares at the top of the person's own files. */
  readonly onCopyToMine: (folder: { readonly id: string; readonly name: string }) => void;
}

/** Everything that the person shares, on one screen. */
export function SharedPage({ onShow, onCopyToMine }: SharedPageProps) {
  const { t } = useTranslation();
  const acts = useSharingActs();
  const [chosen, setTab] = useState<string | null>(null);
  const shares = useShares();
  const received = useQuery(api.grants.received.queryOptions({ staleTime: 0 }));
  // Who shares nothing comes for what others share with them.
  const sharesNothing = shares.data?.pages.every(({ items }) => items.length === 0) === true;
  const tab = chosen ?? (sharesNothing && (received.data?.length ?? 0) > 0 ? 'received' : 'links');
  const network = useNetwork();
  useLiveShares();
  const tabs = [
    {
      key: 'links',
      label: t('sharing.list.links.title'),
      icon: <Link2 aria-hidden="true" />,
      content: <LinksList which="links" onShow={onShow} />,
    },
    {
      key: 'requests',
      label: t('sharing.list.requests.title'),
      icon: <Inbox aria-hidden="true" />,
      content: <LinksList which="requests" onShow={onShow} />,
    },
    {
      key: 'received',
      label: t('sharing.grants.received.title'),
      icon: <FolderInput aria-hidden="true" />,
      content: (
        <GrantsList
          which="received"
          onOpenFolder={(folderId) => onShow(folderId, null)}
          onCopyToMine={onCopyToMine}
        />
      ),
    },
    {
      key: 'given',
      label: t('sharing.grants.given.title'),
      icon: <Users aria-hidden="true" />,
      content: <GrantsList which="given" onOpenFolder={(folderId) => onShow(folderId, null)} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('sharing.title')}
        subtitle={t('sharing.subtitle')}
        actions={
          <Button
            variant="primary"
            icon={<Inbox aria-hidden="true" />}
            onClick={() => acts?.requestFiles({ id: null, name: t('files.title') })}
          >
            {t('sharing.requestFiles')}
          </Button>
        }
      />
      <div className="mb-5 empty:hidden">
        <DoorNotice state={network} />
      </div>
      <Tabs label={t('sharing.title')} tabs={tabs} value={tab} onChange={setTab} />
    </>
  );
}
