import { Copy, WandSparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { passwordMinimum } from '../../api/limits.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { suggestPassword } from './suggest-password.ts';

interface GivenPasswordFieldProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly about: readonly string[];
  readonly error: string | undefined;
}

/** A password for somebody else: can be suggested, and copied to be handed over. */
export function GivenPasswordField({ value, onChange, about, error }: GivenPasswordFieldProps) {
  const { t } = useTranslation();

  async function copy(): Promise<void> {
    if (await copyText(value)) toast.success(t('common.copied'));
    else toast.error(t('browser.notCopied'));
  }

  return (
    <div className="flex flex-col gap-2.5">
      <NewPasswordField
        label={t('common.password')}
        value={value}
        onChange={onChange}
        minimum={passwordMinimum}
        about={about}
        error={error}
      />
      <div className="flex gap-2.5">
        <Button
          size="sm"
          icon={<WandSparkles aria-hidden="true" />}
          onClick={() => onChange(suggestPassword())}
        >
          {t('people.form.suggest')}
        </Button>
        <Button
          size="sm"
          icon={<Copy aria-hidden="true" />}
          disabled={value === ''}
          onClick={() => void copy()}
        >
          {t('common.copy')}
        </Button>
      </div>
    </div>
  );
}
