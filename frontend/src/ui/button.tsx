import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { Spinner } from './spinner.tsx';

const look = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap select-none ' +
    'transition-colors duration-100 disabled:cursor-default disabled:opacity-50 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-ink shadow-xs not-disabled:hover:bg-accent-strong',
        secondary:
          'border border-line bg-surface text-ink shadow-xs not-disabled:hover:border-line-strong not-disabled:hover:bg-sunken',
        ghost: 'text-ink not-disabled:hover:bg-hover',
        danger: 'bg-danger text-danger-ink shadow-xs not-disabled:hover:bg-danger-strong',
      },
      size: {
        sm: 'h-8 px-3 text-xs touch:h-11 touch:px-4 touch:text-sm [&_svg]:size-3.5',
        md: 'h-9.5 px-4 text-sm touch:h-11 [&_svg]:size-4',
        lg: 'h-12 px-6 text-lg [&_svg]:size-5',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof look> {
  /** Shows that the click is being worked on, and takes no other meanwhile. */
  readonly loading?: boolean;
  /** A picture before the words. */
  readonly icon?: ReactNode;
  /** Gives the look to the child (a link) instead of making a button. */
  readonly asChild?: boolean;
}

/** A button with words; `primary` for the one thing to do next, at most once in sight. */
export function Button(props: ButtonProps) {
  const {
    variant,
    size,
    loading = false,
    icon,
    asChild = false,
    className,
    children,
    disabled,
    ...rest
  } = props;
  const classes = cn(look({ variant, size }), className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  return (
    <button
      type="button"
      className={classes}
      disabled={disabled === true || loading}
      aria-busy={loading || undefined}
      {...rest}
    >
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
}
