import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface OneLineFormProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly loading: boolean;
  readonly onSave: (value: string) => void;
}

/** One line of text with its own button to save it. */
export function OneLineForm({ label, value, maxLength, hint, error, loading, onSave }: OneLineFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const changed = typed.trim() !== value && typed.trim() !== '';

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (changed) onSave(typed.trim());
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={label}
        hint={hint}
        maxLength={maxLength}
        value={typed}
        error={error}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" disabled={!changed} loading={loading} className="self-start">
        {t('common.save')}
      </Button>
    </form>
  );
}
