import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { QUOTA_PRESETS, type QuotaChoice } from './quota.ts';

interface QuotaFieldProps {
  readonly value: QuotaChoice;
  /** What is wrong with the amount that was typed. */
  readonly error?: string | undefined;
  readonly onChange: (value: QuotaChoice) => void;
}

/** How much a person may store. */
export function QuotaField({ value, error, onChange }: QuotaFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="grid grid-cols-2 items-start gap-4">
      <Select
        label={t('people.form.space')}
        value={value.choice}
        onChange={(choice) => onChange({ ...value, choice })}
        options={[
          { value: 'none', label: t('people.form.noLimit') },
          ...QUOTA_PRESETS.map((amount) => ({ value: String(amount), label: format.bytes(amount * 1e9) })),
          { value: 'other', label: t('people.form.otherAmount') },
        ]}
      />
      {value.choice === 'other' ? (
        <TextField
          label={t('people.form.amount')}
          inputMode="decimal"
          required
          value={value.typed}
          error={error}
          onChange={({ target }) => onChange({ ...value, typed: target.value })}
        />
      ) : null}
    </div>
  );
}
