import { useTranslation } from 'react-i18next';
import { toFailure } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';

interface ListFailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** The way out of a folder that is gone; undefined at the top. */
  readonly onTop?: (() => void) | undefined;
}

/** Stands where the list would be when it cannot be had. */
export function ListFailure({ error, onRetry, onTop }: ListFailureProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col items-start gap-4">
      <FailureCard className="w-full" failure={toFailure(error)} actions={{ retry: onRetry }} />
      {onTop === undefined ? null : <Button onClick={onTop}>{t('files.toTop')}</Button>}
    </div>
  );
}
