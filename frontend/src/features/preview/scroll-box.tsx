import type { ReactNode, RefObject } from 'react';
import { cn } from '../../ui/cn.ts';
import { useShown } from './shown.ts';
import { useArrivalFocus } from './use-arrival-focus.ts';

interface ScrollBoxProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Background, room and the ways it scrolls. */
  readonly className: string;
  readonly children: ReactNode;
}

/** What is read by scrolling: named by its file, and where the keyboard is when it opens. */
export function ScrollBox({ scroller, className, children }: ScrollBoxProps) {
  const { subject } = useShown();
  useArrivalFocus(scroller);
  return (
    <div
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
      tabIndex={0}
      role="document"
      aria-label={subject.name}
      className={cn('absolute inset-0 focus-visible:-outline-offset-2 data-arrived:outline-none', className)}
    >
      {children}
    </div>
  );
}
