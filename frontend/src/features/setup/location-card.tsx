import { CircleAlert, CircleCheck, FolderOpen, HardDrive, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LocationReport } from '../../../../electron/contract/engine.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Less room than this is worth a word. */
const LITTLE_BYTES = 10e9;

interface LocationCardProps {
  readonly folder: string;
  readonly suggested: boolean;
  /** Undefined while the folder is looked at. */
  readonly report: LocationReport | undefined;
  readonly onChoose: () => void;
  readonly onSuggested: () => void;
}

/** A folder as the home of the cloud: what it would mean, and how much room there is. */
export function LocationCard({ folder, suggested, report, onChoose, onSuggested }: LocationCardProps) {
  const { t } = useTranslation();
  return (
    <div className="rounded-card border border-line bg-surface p-5 shadow-card">
      <div className="flex items-start gap-4">
        <span
          aria-hidden="true"
          className="flex size-11 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent-text"
        >
          <HardDrive className="size-5.5" strokeWidth={1.8} />
        </span>
        <div className="min-w-0 flex-1">
          <Badge tone={suggested ? 'accent' : 'neutral'}>
            {t(suggested ? 'setup.location.suggested' : 'setup.location.chosen')}
          </Badge>
          <p className="mt-1.5 font-medium wrap-anywhere">{folder}</p>
          {report === undefined ? <Looking /> : <Report report={report} />}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap gap-2.5 border-t border-line pt-4">
        <Button size="sm" icon={<FolderOpen aria-hidden="true" />} onClick={onChoose}>
          {t('setup.location.choose')}
        </Button>
        {suggested ? null : (
          <Button size="sm" variant="ghost" onClick={onSuggested}>
            {t('setup.location.useSuggested')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Looking() {
  const { t } = useTranslation();
  return (
    <output className="mt-2.5 flex flex-col gap-2">
      <span className="sr-only">{t('setup.location.checking')}</span>
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-2 w-full" />
    </output>
  );
}

function Report({ report }: { readonly report: LocationReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, usable, freeBytes, totalBytes } = report;
  const little = usable && freeBytes !== null && freeBytes < LITTLE_BYTES;
  const free = freeBytes === null ? null : format.bytes(freeBytes);
  const room =
    free === null
      ? null
      : totalBytes === null
        ? t('setup.location.freeOnly', { free })
        : t('setup.location.free', { free, total: format.bytes(totalBytes) });
  return (
    <div role={usable ? 'status' : 'alert'} className="mt-1.5">
      <p className="flex items-start gap-2 text-sm text-muted">
        {usable ? (
          <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-text" />
        ) : (
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
        )}
        {t(`setup.location.states.${state}`)}
      </p>
      {little ? (
        <p className="mt-1 flex items-start gap-2 text-sm text-muted">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-text" />
          {t('setup.location.little')}
        </p>
      ) : null}
      {room === null ? null : (
        <div className="mt-3">
          {totalBytes === null || freeBytes === null || totalBytes === 0 ? null : (
            <Meter label={room} value={1 - freeBytes / totalBytes} tone={little ? 'warning' : 'accent'} />
          )}
          <p className="mt-1.5 text-xs text-muted">{room}</p>
        </div>
      )}
    </div>
  );
}
