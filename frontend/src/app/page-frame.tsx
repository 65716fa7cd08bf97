import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';

interface PageFrameProps {
  /** As high as the window: the page scrolls within itself. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** The room that a page has beside the side bar. */
export function PageFrame({ fill = false, children }: PageFrameProps) {
  return (
    <div
      className={cn(
        'mx-auto w-full max-w-6xl px-8 pt-8 narrow:px-4 narrow:pt-2',
        fill
          ? 'h-full min-h-0 pb-5 narrow:px-0 narrow:pb-0 narrow:[&_header]:px-4 [@media(height<30rem)]:min-h-96'
          : 'pb-16',
      )}
    >
      {children}
    </div>
  );
}
