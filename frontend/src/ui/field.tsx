import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** What an input needs to be tied to its label, hint and error. */
export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps {
  /** Of the input; the parts around it get ids that begin with it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** True where what is around says it already, to those who see. */
  readonly hideLabel?: boolean;
  /** Of the whole: how wide it is. */
  readonly className?: string | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** Look of a box that text is typed into. */
export const inputLook =
  'h-10.5 touch:h-11 w-full rounded-control border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-muted ' +
  'transition-colors duration-100 hover:border-ink/60 focus-visible:border-accent focus-visible:outline-offset-0 ' +
  'disabled:opacity-60 aria-invalid:border-danger';

/** Label above, hint or error below. */
export function Field({ id, label, hint, error, hideLabel = false, className, children }: FieldProps) {
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': [errorId, hintId].filter(Boolean).join(' ') || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error === undefined ? null : (
        <p id={errorId} className="flex items-start gap-1.5 text-xs text-danger-text">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {hint === undefined ? null : (
        <div id={hintId} className="text-xs text-muted">
          {hint}
        </div>
      )}
    </div>
  );
}
