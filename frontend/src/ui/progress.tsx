import { Progress as Radix } from 'radix-ui';
import { cn } from './cn.ts';

interface ProgressProps {
  /** What is on its way, for screen readers. */
  readonly label: string;
  /** From 0 to 1; null while it cannot be known. */
  readonly value: number | null;
  readonly tone?: 'accent' | 'muted' | 'success' | 'danger';
  readonly size?: 'sm' | 'md';
  readonly className?: string;
}

const FILL = { accent: 'bg-accent', muted: 'bg-line-strong', success: 'bg-success', danger: 'bg-danger' };

/** How far something has come. */
export function Progress({ label, value, tone = 'accent', size = 'md', className }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.max(0, Math.min(1, value)) * 100);
  return (
    <Radix.Root
      aria-label={label}
      value={percent}
      className={cn(
        'w-full overflow-hidden rounded-full bg-line',
        size === 'sm' ? 'h-1.5' : 'h-2',
        className,
      )}
    >
      <Radix.Indicator
        className={cn(
          'h-full rounded-full transition-[width] duration-300',
          FILL[tone],
          percent === null && 'w-1/3 animate-slide',
        )}
        style={percent === null ? undefined : { width: `${String(percent)}%` }}
      />
    </Radix.Root>
  );
}
