import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface FailureCardProps {
  readonly title: string;
  /** What happened and what to do. */
  readonly message: string;
  /** Buttons that do it. */
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** A failure in words, with the way out beside it; read out as soon as it appears. */
export function FailureCard({ title, message, actions, className }: FailureCardProps) {
  return (
    <div
      role="alert"
      className={cn('flex gap-4 rounded-card border border-danger/35 bg-danger-soft p-5 text-sm', className)}
    >
      <CircleAlert aria-hidden="true" className="mt-px size-5 shrink-0 text-danger-text" />
      <div className="min-w-0 flex-1">
        <p className="text-base font-semibold">{title}</p>
        <p className="mt-1 wrap-break-word">{message}</p>
        {actions === undefined ? null : <div className="mt-4 flex flex-wrap gap-2.5">{actions}</div>}
      </div>
    </div>
  );
}
