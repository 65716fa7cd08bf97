import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FailureAction } from '../i18n/failure-actions.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

export type FailureHandlers = Partial<Record<FailureAction, () => void>>;

export interface FailureCardProps {
  readonly failure: { readonly code: string; readonly data?: unknown };
  /** Said in place of the failure's own sentence, where more is known of who reads it. */
  readonly message?: string;
  /** What can be done here; those of them that may help against this failure get a button. */
  readonly actions?: FailureHandlers;
  /** While one of them is being done. */
  readonly busy?: boolean;
  readonly className?: string;
}

const NONE: FailureHandlers = {};

/** A failure in words, with the ways out beside it; read out as soon as it appears. */
export function FailureCard({ failure, message, actions = NONE, busy = false, className }: FailureCardProps) {
  const { t } = useTranslation();
  const text = useFailureText()(failure);
  const offered = text.actions.filter((action) => actions[action] !== undefined);
  return (
    <div
      role="alert"
      className={cn('flex gap-4 rounded-card border border-danger/35 bg-danger-soft p-5 text-sm', className)}
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger-text" />
      <div className="min-w-0 flex-1">
        <p className="text-base font-semibold">{text.title}</p>
        <p className="mt-1 wrap-break-word">{message ?? text.message}</p>
        {offered.length === 0 ? null : (
          <div className="mt-4 flex flex-wrap gap-2.5">
            {offered.map((action, at) => (
              <Button
                key={action}
                size="sm"
                variant={at === 0 ? 'primary' : 'secondary'}
                disabled={busy}
                onClick={actions[action]}
              >
                {t(`common.actions.${action}`)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
