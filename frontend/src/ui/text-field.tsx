import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';
import { Field, inputLook } from './field.tsx';

export interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string;
  /** How to fill it in, shown all the time. */
  readonly hint?: ReactNode;
  /** What is wrong with what was typed. */
  readonly error?: string | undefined;
}

/** A line of text with its label. */
export function TextField({ label, hint, error, className, id, ...rest }: TextFieldProps) {
  const made = useId();
  return (
    <Field id={id ?? made} label={label} hint={hint} error={error}>
      {(ids) => (
        <input type="text" spellCheck={false} className={cn(inputLook, className)} {...ids} {...rest} />
      )}
    </Field>
  );
}
