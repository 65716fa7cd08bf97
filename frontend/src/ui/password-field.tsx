import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from './cn.ts';
import { Field, inputLook } from './field.tsx';
import type { TextFieldProps } from './text-field.tsx';

/** A password with a button that shows what was typed. */
export function PasswordField({ label, hint, error, className, id, ...rest }: Omit<TextFieldProps, 'type'>) {
  const { t } = useTranslation();
  const made = useId();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field id={id ?? made} label={label} hint={hint} error={error}>
      {(ids) => (
        <div className="relative">
          <input
            type={shown ? 'text' : 'password'}
            spellCheck={false}
            autoCapitalize="none"
            className={cn(inputLook, 'pr-11', className)}
            {...ids}
            {...rest}
          />
          <button
            type="button"
            aria-pressed={shown}
            // The word of the label stays out, so that only one thing is called “Password”.
            aria-label={t('common.showTyped')}
            title={t('common.showTyped')}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-1 right-1 flex w-9 touch:inset-y-0 touch:right-0 touch:w-11 items-center justify-center rounded-md text-muted hover:text-ink"
          >
            <Icon aria-hidden="true" className="size-4.5" />
          </button>
        </div>
      )}
    </Field>
  );
}
