import { cn } from '../../ui/cn.ts';

interface BriefProps {
  readonly text: string;
  /** How wide a list has room for the columns. */
  readonly until?: 'lg' | '4xl';
}

/**
 * Stands for the columns that a phone has no room for, below a name; they still describe the row. Drawn rather than
 * written, so that whoever looks for a text on the page, a person or a program, finds it once.
 */
export function Brief({ text, until = 'lg' }: BriefProps) {
  return (
    <span
      aria-hidden="true"
      data-brief={text}
      className={cn(
        'hidden truncate text-xs text-muted tabular-nums before:content-[attr(data-brief)]',
        until === 'lg' ? '@max-lg:block' : '@max-4xl:block',
      )}
    />
  );
}
