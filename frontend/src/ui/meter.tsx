import { cn } from './cn.ts';

interface MeterProps {
  /** What is measured, for screen readers. */
  readonly label: string;
  /** The value in words, for screen readers. */
  readonly text?: string;
  /** From 0 to 1. */
  readonly value: number;
  readonly tone?: 'accent' | 'success' | 'warning' | 'danger';
  readonly className?: string;
}

const FILL = { accent: 'bg-accent', success: 'bg-success', warning: 'bg-warning', danger: 'bg-danger' };

/** How much of something is used. */
export function Meter({ label, text, value, tone = 'accent', className }: MeterProps) {
  const share = Math.max(0, Math.min(1, value));
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <meter> cannot be given our look
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={text}
      className={cn('h-2 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width] duration-300', FILL[tone])}
        style={{ width: `${String(share * 100)}%` }}
      />
    </div>
  );
}
