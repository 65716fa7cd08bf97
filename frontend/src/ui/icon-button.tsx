import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does: its accessible name and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly size?: 'sm' | 'md';
}

/** A button that shows a picture only. */
export function IconButton({ label, icon, size = 'md', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        className={cn(
          'inline-flex shrink-0 items-center justify-center rounded-control text-muted transition-colors duration-100',
          'not-disabled:hover:bg-hover not-disabled:hover:text-ink disabled:cursor-default disabled:opacity-50',
          size === 'sm'
            ? 'size-8 [&_svg]:size-4 touch:size-11 touch:[&_svg]:size-5'
            : 'size-9.5 [&_svg]:size-4.5 touch:size-11 touch:[&_svg]:size-5',
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
