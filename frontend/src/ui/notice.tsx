import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface NoticeProps {
  readonly tone?: 'info' | 'success' | 'warning' | 'danger';
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `alert` is read out at once; without it the notice is just part of the page. */
  readonly role?: 'alert';
  readonly className?: string;
}

const LOOK = {
  info: { icon: Info, box: 'bg-accent-soft', mark: 'text-accent-text' },
  success: { icon: CircleCheck, box: 'bg-success-soft', mark: 'text-success-text' },
  warning: { icon: TriangleAlert, box: 'bg-warning-soft', mark: 'text-warning-text' },
  danger: { icon: CircleAlert, box: 'bg-danger-soft', mark: 'text-danger-text' },
};

/** Something to know, where it matters. */
export function Notice({ tone = 'info', title, children, actions, role, className }: NoticeProps) {
  const { icon: Icon, box, mark } = LOOK[tone];
  return (
    <div role={role} className={cn('flex gap-3 rounded-xl p-4 text-sm', box, className)}>
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4.5 shrink-0', mark)} />
      <div className="min-w-0 flex-1">
        {title === undefined ? null : <p className="font-semibold">{title}</p>}
        {children === undefined ? null : <div className="wrap-break-word">{children}</div>}
        {actions === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
