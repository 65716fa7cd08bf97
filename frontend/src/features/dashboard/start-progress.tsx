import { useTranslation } from 'react-i18next';
import type { EngineState } from '../../../../electron/contract/engine.ts';
import { useFormat } from '../../i18n/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { stageFraction, stepOf } from './cloud-state.ts';

/** Which stage of the start runs, and how far it is where that can be known. */
export function StartProgress({ engine }: { readonly engine: EngineState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { stage, progress } = engine;
  if (stage === null) return null;
  const parts =
    progress === null
      ? []
      : [
          progress.totalBytes === null
            ? format.bytes(progress.bytes)
            : t('dashboard.stages.amount', {
                done: format.bytes(progress.bytes),
                total: format.bytes(progress.totalBytes),
              }),
          progress.bytesPerSecond > 0 ? format.speed(progress.bytesPerSecond) : null,
          progress.secondsLeft === null
            ? null
            : t('dashboard.stages.timeLeft', { time: format.duration(progress.secondsLeft) }),
        ];
  return (
    <div className="mt-6">
      <div className="mb-2 flex flex-wrap justify-between gap-x-4 text-sm">
        <p className="font-medium">{t(`dashboard.stages.${stage}`)}</p>
        <p className="text-muted">{t('dashboard.stages.step', stepOf(stage))}</p>
      </div>
      <Progress label={t('dashboard.stages.title')} value={stageFraction(progress)} />
      {parts.length === 0 ? null : (
        <p className="mt-2 text-xs text-muted tabular-nums">
          {parts.filter((part) => part !== null).join(' · ')}
        </p>
      )}
    </div>
  );
}
