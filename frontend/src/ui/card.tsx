import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

interface CardProps {
  readonly title?: string;
  readonly description?: ReactNode;
  /** Beside the title, at the far end. */
  readonly action?: ReactNode;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/** A part of a page; with a title it is a section of that name. */
export function Card({ title, description, action, className, children }: CardProps) {
  const id = useId();
  const look = cn('rounded-card border border-line bg-surface p-6 shadow-card narrow:p-4', className);
  const hasBody = children !== undefined && children !== null;
  if (title === undefined) return <div className={look}>{children}</div>;
  return (
    <section aria-labelledby={id} className={look}>
      <div
        className={cn(
          'flex items-start justify-between gap-4 narrow:flex-wrap',
          hasBody && 'mb-5 narrow:mb-4',
        )}
      >
        <div className="min-w-0">
          <h2 id={id} className="text-lg font-semibold tracking-tight">
            {title}
          </h2>
          {description === undefined ? null : <div className="mt-1 text-sm text-muted">{description}</div>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
