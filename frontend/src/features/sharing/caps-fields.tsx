import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field.tsx';
import { areCapsRight, type Caps, NO_CAPS } from './caps.ts';

interface CapsFieldsProps {
  readonly caps: Caps;
  readonly onChange: (caps: Caps) => void;
  readonly judged: boolean;
}

/** How much a request takes at most. */
export function CapsFields({ caps, onChange, judged }: CapsFieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="text-sm font-medium">{t('sharing.caps.title')}</legend>
      <p className="mt-0.5 mb-2 text-xs text-muted">{t('sharing.caps.hint')}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {(['files', 'total', 'each'] as const).map((name) => (
          <TextField
            key={name}
            inputMode="numeric"
            label={t(`sharing.caps.${name}`)}
            value={caps[name]}
            error={
              judged && !areCapsRight({ ...NO_CAPS, [name]: caps[name] })
                ? t('sharing.caps.wrong')
                : undefined
            }
            onChange={({ target }) => onChange({ ...caps, [name]: target.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
