import { Check, CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EngineState } from '../../../../electron/contract/engine.ts';
import { useFormat } from '../../i18n/format.ts';
import { cn } from '../../ui/cn.ts';
import { Progress } from '../../ui/progress.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type Course, type StageState, stagesOf } from './wizard.ts';

/** The named stages of the installation, with the progress of the one that runs. */
export function Stages({ course }: { readonly course: Course }) {
  const { t } = useTranslation();
  const progress = course.engine?.status === 'starting' ? course.engine.progress : null;
  return (
    <ol
      aria-live="polite"
      className="flex flex-col gap-1 rounded-card border border-line bg-surface p-3 shadow-card"
    >
      {stagesOf(course).map(({ stage, state }) => (
        <li key={stage} className={cn('rounded-lg px-3 py-2.5', state === 'running' && 'bg-accent-soft')}>
          <div className="flex items-center gap-3.5">
            <Mark state={state} />
            <span className={cn(state === 'waiting' && 'text-muted', state === 'running' && 'font-medium')}>
              {t(`setup.install.stages.${stage}`)}
            </span>
            <VisuallyHidden>{t(`setup.install.stageStates.${state}`)}</VisuallyHidden>
          </div>
          {state === 'running' && progress !== null ? <Amount progress={progress} /> : null}
        </li>
      ))}
    </ol>
  );
}

function Mark({ state }: { readonly state: StageState }) {
  if (state === 'running') return <Spinner className="size-5 text-accent-text" />;
  if (state === 'failed') return <CircleAlert aria-hidden="true" className="size-5 text-danger-text" />;
  return (
    <span
      aria-hidden="true"
      className={cn(
        'flex size-5 items-center justify-center rounded-full',
        state === 'done' ? 'bg-success-soft text-success-text' : 'border-2 border-line',
      )}
    >
      {state === 'done' ? <Check className="size-3.5" strokeWidth={3} /> : null}
    </span>
  );
}

function Amount({ progress }: { readonly progress: NonNullable<EngineState['progress']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { bytes, totalBytes, bytesPerSecond, secondsLeft, source } = progress;
  const done = format.bytes(bytes);
  const parts = [
    totalBytes === null ? done : t('setup.install.bytes', { done, total: format.bytes(totalBytes) }),
    ...(bytesPerSecond > 0 ? [format.speed(bytesPerSecond)] : []),
    ...(secondsLeft === null
      ? []
      : [t('setup.install.left', { time: format.duration(secondsLeft, 'short') })]),
    ...(source === '' ? [] : [t('setup.install.source', { source })]),
  ];
  return (
    <div aria-live="off" className="mt-2.5 pl-8.5">
      <Progress
        label={t('setup.install.progress')}
        value={totalBytes === null ? null : bytes / totalBytes}
        size="sm"
      />
      <p className="mt-1.5 text-xs text-muted tabular-nums">{parts.join(' · ')}</p>
    </div>
  );
}
