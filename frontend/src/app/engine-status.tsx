import { useTranslation } from 'react-i18next';
import { useEngine } from '../api/engine.ts';
import { cn } from '../ui/cn.ts';

const DOT = {
  running: 'bg-success',
  starting: 'bg-accent motion-safe:animate-pulse',
  stopping: 'bg-accent motion-safe:animate-pulse',
  stopped: 'bg-line-strong',
  unhealthy: 'bg-warning',
  failed: 'bg-danger',
  unknown: 'bg-line-strong motion-safe:animate-pulse',
};

/** One dot and one word: how the cloud is. */
export function EngineStatus() {
  const { t } = useTranslation();
  const status = useEngine()?.status ?? 'unknown';
  return (
    <output className="flex items-center gap-2 text-xs text-muted">
      <span aria-hidden="true" className={cn('size-2 shrink-0 rounded-full', DOT[status])} />
      {t(`app.engine.${status}`)}
    </output>
  );
}
