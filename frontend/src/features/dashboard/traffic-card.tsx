import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageDay } from '../../../../electron/contract/usage.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dateOf, hasTraffic, lastDays } from './charts.ts';
import { useNow } from './use-now.ts';

// The charts are large and nothing else needs them.
const TrafficChart = lazy(async () => ({ default: (await import('./traffic-chart.tsx')).TrafficChart }));

const RANGES = [14, 30] as const;
const MINUTE_MS = 60_000;

/** Uploads and downloads of the last days. */
export function TrafficCard({ className }: { readonly className?: string }) {
  const { t } = useTranslation();
  const [range, setRange] = useState<(typeof RANGES)[number]>(14);
  const today = useNow(MINUTE_MS);
  const { data } = useQuery(
    api.usage.days.queryOptions({ input: { days: range }, placeholderData: keepPreviousData }),
  );
  const days = data === undefined ? null : lastDays(data, range, today);
  return (
    <Card
      {...(className === undefined ? {} : { className })}
      title={t('dashboard.traffic.title')}
      action={
        <fieldset className="flex rounded-control bg-sunken p-0.5">
          <legend className="sr-only">{t('dashboard.traffic.range')}</legend>
          {RANGES.map((count) => (
            <button
              key={count}
              type="button"
              aria-pressed={range === count}
              onClick={() => setRange(count)}
              className={cn(
                'rounded-[0.4375rem] px-3 py-1 text-xs font-medium touch:min-h-11',
                range === count
                  ? 'bg-raised text-ink shadow-xs ring-1 ring-line'
                  : 'text-muted hover:text-ink',
              )}
            >
              {t('dashboard.traffic.days', { count })}
            </button>
          ))}
        </fieldset>
      }
    >
      {days === null ? (
        <Skeleton className="h-64 w-full" />
      ) : hasTraffic(days) ? (
        <>
          <Legend />
          <div aria-hidden="true" className="h-60">
            <Suspense fallback={<Skeleton className="h-full w-full" />}>
              <TrafficChart days={days} />
            </Suspense>
          </div>
          <DaysTable days={days} />
        </>
      ) : (
        <EmptyState
          className="py-2"
          illustration="activity"
          title={t('dashboard.traffic.emptyTitle')}
          text={t('dashboard.traffic.emptyText')}
        />
      )}
    </Card>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul aria-hidden="true" className="mb-3 flex gap-5 text-xs text-muted">
      <li className="flex items-center gap-2">
        <span className="size-3 rounded-sm bg-accent" />
        {t('dashboard.traffic.uploads')}
      </li>
      <li className="flex items-center gap-2">
        <span className="size-3 rounded-sm border border-warning bg-[repeating-linear-gradient(45deg,var(--warning)_0_2px,transparent_2px_4px)]" />
        {t('dashboard.traffic.downloads')}
      </li>
    </ul>
  );
}

/** The same numbers for those who cannot see the bars. */
function DaysTable({ days }: { readonly days: readonly UsageDay[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className="sr-only">
      <caption>{t('dashboard.traffic.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('dashboard.traffic.day')}</th>
          <th scope="col">{t('dashboard.traffic.uploads')}</th>
          <th scope="col">{t('dashboard.traffic.downloads')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((entry) => (
          <tr key={entry.day}>
            <th scope="row">{format.date(dateOf(entry.day))}</th>
            <td>
              {t('dashboard.traffic.files', { count: entry.uploads, size: format.bytes(entry.uploadBytes) })}
            </td>
            <td>
              {t('dashboard.traffic.files', {
                count: entry.downloads,
                size: format.bytes(entry.downloadBytes),
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
