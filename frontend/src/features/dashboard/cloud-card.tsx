import {
  CircleCheck,
  CirclePause,
  CloudOff,
  LoaderCircle,
  type LucideIcon,
  Play,
  RotateCw,
  Square,
  TriangleAlert,
} from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineState } from '../../../../electron/contract/engine.ts';
import { logAction } from '../../api/desktop.ts';
import { useEngine } from '../../api/engine.ts';
import { usePerson } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CloudFacts } from './cloud-facts.tsx';
import { controlsFor, toneOf, type Tone } from './cloud-state.ts';
import { FullDisk } from './full-disk.tsx';
import { StartProgress } from './start-progress.tsx';
import { useEngineControl } from './use-engine-control.ts';
import { useNow } from './use-now.ts';

const LOOKS: Record<Tone, { icon: LucideIcon; colour: string }> = {
  good: { icon: CircleCheck, colour: 'bg-success-soft text-success-text' },
  warning: { icon: TriangleAlert, colour: 'bg-warning-soft text-warning-text' },
  busy: { icon: LoaderCircle, colour: 'bg-accent-soft text-accent-text [&_svg]:animate-spin' },
  off: { icon: CirclePause, colour: 'bg-sunken text-muted' },
  bad: { icon: CloudOff, colour: 'bg-danger-soft text-danger-text' },
};

interface CloudCardProps {
  readonly className?: string;
  /** Goes to where the space went, and to what was deleted. */
  readonly onOpenSpace: () => void;
  readonly onOpenTrash: () => void;
}

/** Whether the cloud runs, since when and how well; for admins also where, and the buttons that drive it. */
export function CloudCard({ className, ...ways }: CloudCardProps) {
  const { t } = useTranslation();
  const title = useId();
  const engine = useEngine();
  const isAdmin = usePerson().role !== 'member';
  return (
    <section
      aria-labelledby={title}
      className={cn('rounded-card border border-line bg-surface p-6 shadow-card', className)}
    >
      <h2 id={title} className="sr-only">
        {t('dashboard.cloud.title')}
      </h2>
      {engine === undefined ? <Waiting /> : <Known engine={engine} isAdmin={isAdmin} {...ways} />}
    </section>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-5">
      <Skeleton className="size-14 rounded-full" />
      <div className="flex-1">
        <p className="sr-only">{t('dashboard.cloud.connecting')}</p>
        <Skeleton className="h-5 w-56" />
        <Skeleton className="mt-2.5 h-4 w-80 max-w-full" />
      </div>
    </div>
  );
}

interface KnownProps extends Omit<CloudCardProps, 'className'> {
  readonly engine: EngineState;
  readonly isAdmin: boolean;
}

function Known({ engine, isAdmin, ...ways }: KnownProps) {
  const { t } = useTranslation();
  const { status, failure } = engine;
  const tone = toneOf(engine);
  const { icon: Icon, colour } = LOOKS[tone];
  const hint = hintFor(engine, isAdmin);
  // Why it failed stands above every page for those who can do something about it.
  const showsFailure = failure !== null && !(isAdmin && status === 'failed');
  const showLog = isAdmin ? logAction() : undefined;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-4">
        <span
          aria-hidden="true"
          className={cn('flex size-14 shrink-0 items-center justify-center rounded-full', colour)}
        >
          <Icon className="size-7" strokeWidth={1.8} />
        </span>
        <div className="min-w-56 flex-1">
          <p className="text-xl font-semibold tracking-tight">{t(`dashboard.cloud.${status}`)}</p>
          {tone === 'warning' ? null : (
            <p className="mt-0.5 text-sm text-muted">{t(`dashboard.cloud.hints.${hint}`)}</p>
          )}
        </div>
        {isAdmin ? <Controls status={status} /> : null}
      </div>
      {status === 'starting' ? <StartProgress engine={engine} /> : null}
      {!showsFailure ? null : status === 'running' && failure.code === 'DISK_FULL' ? (
        <FullDisk failure={failure} folder={engine.details?.dataFolder ?? null} {...ways} />
      ) : (
        <FailureCard failure={failure} actions={showLog === undefined ? {} : { showLog }} className="mt-5" />
      )}
      {engine.nextTryAt === null ? null : <NextTry at={engine.nextTryAt} tries={engine.failuresInARow} />}
      <CloudFacts engine={engine} />
    </>
  );
}

function hintFor({ status, kind }: EngineState, isAdmin: boolean) {
  if (!isAdmin && (status === 'stopped' || status === 'failed')) return 'memberStopped';
  return status === 'unhealthy' && kind === 'external' ? 'unhealthyExternal' : status;
}

function Controls({ status }: { readonly status: EngineState['status'] }) {
  const { t } = useTranslation();
  const { busy, act, transfersOpen } = useEngineControl();
  const [asking, setAsking] = useState<'stop' | 'restart' | null>(null);
  const { power, powerEnabled, restartEnabled } = controlsFor(status);

  function ask(what: 'stop' | 'restart'): void {
    if (transfersOpen > 0) setAsking(what);
    else act(what);
  }

  return (
    <div className="flex gap-2.5">
      {power === 'start' ? null : (
        <Button
          icon={<RotateCw aria-hidden="true" />}
          disabled={!restartEnabled || busy !== null}
          loading={busy === 'restart'}
          onClick={() => ask('restart')}
        >
          {t('dashboard.cloud.restart')}
        </Button>
      )}
      <Button
        variant={status === 'stopped' ? 'primary' : 'secondary'}
        icon={power === 'start' ? <Play aria-hidden="true" /> : <Square aria-hidden="true" />}
        disabled={!powerEnabled || busy !== null}
        loading={busy === power}
        onClick={() => (power === 'start' ? act('start') : ask('stop'))}
      >
        {t(`dashboard.cloud.${power}`)}
      </Button>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        danger
        title={t(asking === 'restart' ? 'dashboard.cloud.restartTitle' : 'dashboard.cloud.stopTitle')}
        description={t('dashboard.cloud.stopTransfers', { count: transfersOpen })}
        confirm={t(`dashboard.cloud.${asking ?? 'stop'}`)}
        cancel={t('dashboard.cloud.keepRunning')}
        onConfirm={() => {
          if (asking !== null) act(asking);
          setAsking(null);
        }}
      />
    </div>
  );
}

function NextTry({ at, tries }: { readonly at: string; readonly tries: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(1000);
  const seconds = Math.max(0, (Date.parse(at) - now.getTime()) / 1000);
  return (
    <p className="mt-4 flex items-center gap-2 text-sm text-muted tabular-nums">
      <TriangleAlert aria-hidden="true" className="size-4 text-warning-text" />
      {t('dashboard.cloud.nextTry', { time: format.duration(seconds) })} ·{' '}
      {t('dashboard.cloud.tries', { count: tries })}
    </p>
  );
}
