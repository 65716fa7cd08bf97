import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../electron/contract/errors.ts';
import { computer, logAction } from '../api/desktop.ts';
import { Button } from '../ui/button.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Logo } from '../ui/logo.tsx';

interface StoppedProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** Fills the window when nothing can be shown at all, and says why. */
export function Stopped({ failure, onRetry }: StoppedProps) {
  const { t } = useTranslation();
  const own = computer();
  const showLog = logAction();
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-8">
      <title>{t('app.name')}</title>
      <div className="w-full max-w-xl">
        <div className="mb-6 flex items-center gap-4">
          <Logo className="size-12" />
          <h1 className="text-2xl font-semibold tracking-tight">{t('app.stoppedTitle')}</h1>
        </div>
        <FailureCard failure={failure} />
        {own !== null && failure.code === 'DATABASE_DAMAGED' ? (
          <div className="mt-4 flex items-center justify-between gap-4 rounded-card border border-line bg-surface p-5 text-sm">
            <p>{t('care.restore.damagedText')}</p>
            <Button variant="primary" className="shrink-0" onClick={() => void own.startRestore()}>
              {t('care.restore.offer')}
            </Button>
          </div>
        ) : null}
        <div className="mt-6 flex flex-wrap justify-end gap-2.5">
          {own === null ? null : (
            <Button variant="ghost" onClick={() => void own.quit()}>
              {t('app.quit')}
            </Button>
          )}
          {showLog === undefined ? null : <Button onClick={showLog}>{t('common.actions.showLog')}</Button>}
          <Button variant="primary" onClick={onRetry}>
            {t('common.actions.retry')}
          </Button>
        </div>
      </div>
    </main>
  );
}
