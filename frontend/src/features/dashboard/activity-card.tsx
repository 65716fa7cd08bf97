import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../../electron/contract/usage.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EventLine } from '../../ui/event-line.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ACTIVITY_ICONS } from './activity-looks.ts';
import { useNow } from './use-now.ts';

const SHOWN = 12;
const HALF_A_MINUTE_MS = 30_000;

interface ActivityCardProps {
  readonly className?: string;
  readonly onOpenFiles: () => void;
}

/** What happened lately, newest first. */
export function ActivityCard({ className, onOpenFiles }: ActivityCardProps) {
  const { t } = useTranslation();
  const { data } = useQuery(api.usage.activity.queryOptions({ input: { limit: SHOWN } }));
  const now = useNow(HALF_A_MINUTE_MS);
  return (
    <Card {...(className === undefined ? {} : { className })} title={t('dashboard.activity.title')}>
      {data === undefined ? (
        <Skeleton className="h-40 w-full" />
      ) : data.length === 0 ? (
        <EmptyState
          className="py-2"
          illustration="activity"
          title={t('dashboard.activity.emptyTitle')}
          text={t('dashboard.activity.emptyText')}
          action={<Button onClick={onOpenFiles}>{t('dashboard.activity.goToFiles')}</Button>}
        />
      ) : (
        <ul className="-my-2 divide-y divide-line">
          {data.map((entry) => (
            <Entry key={entry.id} entry={entry} now={now} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Entry({ entry, now }: { readonly entry: ActivityEntry; readonly now: Date }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <EventLine icon={ACTIVITY_ICONS[entry.kind]}>
      <p className="min-w-0 flex-1 truncate narrow:line-clamp-2 narrow:whitespace-normal">
        {t(`dashboard.activity.${entry.kind}`, {
          count: entry.count,
          subject: entry.subject ?? t('dashboard.activity.someone'),
        })}
      </p>
      <time
        dateTime={entry.at}
        title={format.dateTime(entry.at)}
        className="shrink-0 text-xs text-muted tabular-nums"
      >
        {/* A clock that lags a little must not speak of the future. */}
        {format.relative(entry.at, Math.max(now.getTime(), Date.parse(entry.at)))}
      </time>
    </EventLine>
  );
}
