import { Link, type LinkProps } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../ui/cn.ts';

/** Look of a line of the side bar that leads somewhere. */
export const lineLook =
  'flex min-w-0 flex-1 items-center gap-3 rounded-control px-3 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-ink ' +
  'aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-card ' +
  'data-over:bg-accent-soft data-over:text-accent-text data-over:outline-2 data-over:outline-accent focus-visible:-outline-offset-2';

type DragHandlers = Pick<
  ComponentProps<'a'>,
  'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop' | 'className'
>;

interface SidebarLinkProps extends DragHandlers {
  readonly to: NonNullable<LinkProps['to']>;
  readonly icon: LucideIcon;
  readonly children: ReactNode;
}

/** A page of the app as a line of the side bar. */
export function SidebarLink({ to, icon: Icon, children, className, ...rest }: SidebarLinkProps) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/' }}
      className={cn(lineLook, 'h-9.5 touch:h-12 aria-[current=page]:[&_svg]:text-accent-text', className)}
      {...rest}
    >
      <Icon aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.9} />
      <span className="truncate">{children}</span>
    </Link>
  );
}
