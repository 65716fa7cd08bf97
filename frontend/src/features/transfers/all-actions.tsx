import { ListX, Pause, Play, RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferTotals } from '../../../../electron/contract/transfers.ts';
import { Button } from '../../ui/button.tsx';
import { actionsForAll, type TransferAction } from './summary.ts';

const LOOKS = {
  pause: { icon: <Pause aria-hidden="true" />, label: 'transfers.pauseAll' },
  resume: { icon: <Play aria-hidden="true" />, label: 'transfers.resumeAll' },
  retry: { icon: <RotateCw aria-hidden="true" />, label: 'transfers.retryAll' },
  cancel: { icon: <X aria-hidden="true" />, label: 'transfers.cancelAll' },
  clear: { icon: <ListX aria-hidden="true" />, label: 'transfers.clear' },
} as const satisfies Record<TransferAction, { icon: ReactNode; label: string }>;

interface AllActionsProps {
  readonly totals: TransferTotals;
  readonly onAct: (action: TransferAction) => void;
}

/** What can be done with all transfers at once. */
export function AllActions({ totals, onAct }: AllActionsProps) {
  const { t } = useTranslation();
  const actions = actionsForAll(totals);
  if (actions.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-1 border-t border-line px-2.5 py-2">
      {actions.map((action) => (
        <Button
          key={action}
          variant="ghost"
          size="sm"
          className="px-2.5"
          icon={LOOKS[action].icon}
          onClick={() => {
            onAct(action);
          }}
        >
          {t(LOOKS[action].label)}
        </Button>
      ))}
    </div>
  );
}
