import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';

interface AskingNoticeProps {
  readonly count: number;
  /** Whether how many there are stands right above. */
  readonly told: boolean;
  readonly onDecide: () => void;
}

/** Says that uploads wait for a decision, and lets the person make it. */
export function AskingNotice({ count, told, onDecide }: AskingNoticeProps) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-3 border-b border-line bg-warning-soft px-4 py-2.5">
      <p className="min-w-0 flex-1 text-sm text-warning-text">
        {t(told ? 'transfers.sayWhat' : 'transfers.alreadyHere', { count })}
      </p>
      <Button size="sm" onClick={onDecide}>
        {t('transfers.decide')}
      </Button>
    </div>
  );
}
