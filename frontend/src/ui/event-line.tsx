import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface EventLineProps {
  readonly icon: LucideIcon;
  /** `accent` where the picture tells kinds apart that matter. */
  readonly tone?: 'neutral' | 'accent';
  readonly className?: string;
  readonly children: ReactNode;
}

/** Something that happened, as a line of a list: a round picture, and what it was. */
export function EventLine({ icon: Icon, tone = 'neutral', className, children }: EventLineProps) {
  return (
    <li className={cn('flex items-center gap-3.5 py-2.5 text-sm', className)}>
      <span
        aria-hidden="true"
        className={cn(
          'flex size-8 shrink-0 items-center justify-center rounded-full',
          tone === 'accent' ? 'bg-accent-soft text-accent-text' : 'bg-sunken text-muted',
        )}
      >
        <Icon className="size-4" />
      </span>
      {children}
    </li>
  );
}
