import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageSummary } from '../../../../electron/contract/usage.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { fullness } from './charts.ts';

/** How much space is used, by oneself and by all, and how much is left. */
export function SpaceCard({ onOpenSpace }: { readonly onOpenSpace: () => void }) {
  const { t } = useTranslation();
  const summary = useQuery(api.usage.summary.queryOptions());
  return (
    <Card
      title={t('dashboard.space.title')}
      action={
        <Button size="sm" variant="ghost" onClick={onOpenSpace}>
          {t('space.title')}
        </Button>
      }
    >
      {summary.data === undefined ? (
        summary.isError ? (
          <FailureCard failure={toFailure(summary.error)} actions={{ retry: () => void summary.refetch() }} />
        ) : (
          <Skeleton className="h-32 w-full" />
        )
      ) : (
        <Amounts summary={summary.data} />
      )}
    </Card>
  );
}

function Amounts({ summary: { mine, everyone, disk } }: { readonly summary: UsageSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const used = mine.live.bytes + mine.trash.bytes;
  const room = mine.quotaBytes ?? (mine.availableBytes === null ? null : used + mine.availableBytes);
  return (
    <div className="flex flex-col gap-6">
      <Amount
        name={t('dashboard.space.mine')}
        value={format.bytes(used)}
        meter={room === null ? null : { label: t('dashboard.space.meterMine'), used, total: room }}
      >
        {mine.quotaBytes === null
          ? t('dashboard.space.files', { count: mine.live.files })
          : t('dashboard.space.mineQuota', {
              used: format.bytes(used),
              quota: format.bytes(mine.quotaBytes),
            })}
        {mine.trash.bytes === 0 ? null : (
          <> · {t('dashboard.space.trash', { size: format.bytes(mine.trash.bytes) })}</>
        )}
        {mine.availableBytes === null ? null : (
          <> · {t('dashboard.space.available', { size: format.bytes(mine.availableBytes) })}</>
        )}
      </Amount>
      {everyone === null ? null : (
        <Amount name={t('dashboard.space.everyone')} value={format.bytes(everyone.bytes)} meter={null}>
          {t('dashboard.space.people', { count: everyone.people })} ·{' '}
          {t('dashboard.space.files', { count: everyone.files })}
        </Amount>
      )}
      {disk === null ? null : (
        <Amount
          name={t('dashboard.space.disk')}
          value={format.bytes(disk.freeBytes)}
          meter={{
            label: t('dashboard.space.meterDisk'),
            used: disk.totalBytes - disk.freeBytes,
            total: disk.totalBytes,
          }}
        >
          {t('dashboard.space.diskOf', {
            used: format.bytes(disk.totalBytes - disk.freeBytes),
            total: format.bytes(disk.totalBytes),
          })}
        </Amount>
      )}
    </div>
  );
}

interface AmountProps {
  readonly name: string;
  readonly value: string;
  /** In bytes; null for an amount without a limit. */
  readonly meter: { readonly label: string; readonly used: number; readonly total: number } | null;
  readonly children: ReactNode;
}

function Amount({ name, value, meter, children }: AmountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const full = meter === null ? null : fullness(meter.used, meter.total);
  return (
    <div>
      <div className="flex items-baseline justify-between gap-4">
        <p className="text-sm text-muted">{name}</p>
        <p className="flex items-center gap-2 text-lg font-semibold tabular-nums">
          {full?.almostFull === true ? <Badge tone="warning">{t('dashboard.space.almostFull')}</Badge> : null}
          {value}
        </p>
      </div>
      {meter === null || full === null ? null : (
        <Meter
          className="mt-2"
          label={meter.label}
          value={full.fraction}
          text={format.percent(full.fraction)}
          tone={full.almostFull ? 'warning' : 'accent'}
        />
      )}
      <p className="mt-1.5 text-xs text-muted tabular-nums">{children}</p>
    </div>
  );
}
