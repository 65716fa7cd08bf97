import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../../api/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { ActivityCard } from './activity-card.tsx';
import { CloudCard } from './cloud-card.tsx';
import { SpaceCard } from './space-card.tsx';
import { TrafficCard } from './traffic-card.tsx';
import { TypesCard } from './types-card.tsx';
import { useLiveUsage } from './use-live-usage.ts';

export interface DashboardPageProps {
  /** Goes to the person's files. */
  readonly onOpenFiles: () => void;
  /** Goes to where the space went. */
  readonly onOpenSpace: () => void;
  /** Goes to what was deleted. */
  readonly onOpenTrash: () => void;
  /** How other devices reach the cloud. */
  readonly network?: ReactNode;
}

/** How the cloud is and what happens in it, live. */
export function DashboardPage({ onOpenFiles, onOpenSpace, onOpenTrash, network }: DashboardPageProps) {
  const { t } = useTranslation();
  const { name } = usePerson();
  useLiveUsage();
  return (
    <>
      <PageHeader title={t('dashboard.title')} subtitle={t('dashboard.greeting', { name })} />
      <div className="@container">
        <div className="grid grid-cols-1 gap-5 @2xl:grid-cols-2">
          <CloudCard className="@2xl:col-span-2" onOpenSpace={onOpenSpace} onOpenTrash={onOpenTrash} />
          {network === undefined ? null : <div className="empty:hidden @2xl:col-span-2">{network}</div>}
          <SpaceCard onOpenSpace={onOpenSpace} />
          <TypesCard onOpenFiles={onOpenFiles} />
          <TrafficCard className="@2xl:col-span-2" />
          <ActivityCard className="@2xl:col-span-2" onOpenFiles={onOpenFiles} />
        </div>
      </div>
    </>
  );
}
