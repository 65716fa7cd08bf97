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
  /** Where nothing else is on the page, so that it has a heading of its own. */
  readonly wholePage?: boolean;
}

/** What stands where there is nothing yet: what this place is for, and how to begin. */
export function EmptyState(props: EmptyStateProps) {
  const { illustration, title, text, action, className, wholePage = false } = props;
  const Heading = wholePage ? 'h1' : 'h2';
  return (
    <div className={cn('flex flex-col items-center justify-center px-6 py-12 text-center', className)}>
      <Illustration name={illustration} />
      <Heading className="mt-6 text-xl font-semibold tracking-tight text-balance">{title}</Heading>
      <p className="mt-2 max-w-md text-sm text-balance text-muted">{text}</p>
      {action === undefined ? null : (
        <div className="mt-6 flex flex-wrap justify-center gap-2.5">{action}</div>
      )}
    </div>
  );
}
