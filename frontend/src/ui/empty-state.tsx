import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { Illustration, type IllustrationName } from './illustration.tsx';

interface EmptyStateProps {
  readonly illustration: IllustrationName;
  readonly title: string;
  readonly text: ReactNode;
  /** The way out of the emptiness. */
  readonly action?: ReactNode;
  readonly className?: string;
}

/** What stands where there is nothing yet: what this place is for, and how to begin. */
export function EmptyState({ illustration, title, text, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center justify-center px-6 py-12 text-center', className)}>
      <Illustration name={illustration} />
      <h2 className="mt-6 text-xl font-semibold tracking-tight text-balance">{title}</h2>
      <p className="mt-2 max-w-md text-sm text-balance text-muted">{text}</p>
      {action === undefined ? null : (
        <div className="mt-6 flex flex-wrap justify-center gap-2.5">{action}</div>
      )}
    </div>
  );
}
