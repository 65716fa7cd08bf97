import { Activity, CalendarClock, Clock, FolderOpen, type LucideIcon, Network, Server } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineState } from '../../../../electron/contract/engine.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { useNow } from './use-now.ts';

/** What is known of the server: since when it runs, and for admins which one it is and where. */
export function CloudFacts({ engine }: { readonly engine: EngineState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const { status, since, details, failure } = engine;
  const up = since !== null && (status === 'running' || status === 'unhealthy');
  if (!up && details === null) return null;
  return (
    <dl className="mt-6 grid grid-cols-2 gap-x-6 gap-y-5 border-t border-line pt-5 @xl:grid-cols-3">
      {up ? (
        <>
          <Fact icon={Clock} name={t('dashboard.cloud.uptime')}>
            <Uptime since={since} />
          </Fact>
          <Fact icon={CalendarClock} name={t('dashboard.cloud.since')}>
            <time dateTime={since}>{format.dateTime(since)}</time>
          </Fact>
          <Fact icon={Activity} name={t('dashboard.cloud.health')}>
            {status !== 'running'
              ? t('dashboard.cloud.notHealthy')
              : failure === null
                ? t('dashboard.cloud.healthy')
                : failureText(failure).title}
          </Fact>
        </>
      ) : null}
      {details === null ? null : (
        <>
          <Fact icon={Server} name={t('dashboard.cloud.server')}>
            <span className="wrap-anywhere">
              {details.name} {details.version}
            </span>
            {details.outdated ? (
              <Badge tone="warning" className="mt-1 whitespace-normal">
                {t('dashboard.cloud.outdated')}
              </Badge>
            ) : null}
            {engine.kind === 'external' ? (
              <Badge className="mt-1">{t('dashboard.cloud.external')}</Badge>
            ) : null}
          </Fact>
          {details.dataFolder === null ? null : (
            <Fact icon={FolderOpen} name={t('dashboard.cloud.folder')}>
              <span className="wrap-anywhere select-text">{details.dataFolder}</span>
            </Fact>
          )}
          {details.endpoint === '' ? null : (
            <Fact icon={Network} name={t('dashboard.cloud.address')}>
              <span className="wrap-anywhere tabular-nums select-text">{details.endpoint}</span>
            </Fact>
          )}
        </>
      )}
    </dl>
  );
}

function Uptime({ since }: { readonly since: string }) {
  const format = useFormat();
  const now = useNow(1000);
  return (
    <span className="tabular-nums">
      {format.duration(Math.max(0, (now.getTime() - Date.parse(since)) / 1000), 'short')}
    </span>
  );
}

interface FactProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly children: ReactNode;
}

function Fact({ icon: Icon, name, children }: FactProps) {
  return (
    <div className="min-w-0">
      <dt className="flex items-center gap-1.5 text-xs text-muted">
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        {name}
      </dt>
      <dd className="mt-1 flex flex-col items-start text-sm font-medium">{children}</dd>
    </div>
  );
}
