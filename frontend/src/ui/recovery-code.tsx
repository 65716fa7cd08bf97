import { Copy, Download, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

interface RecoveryCodeProps {
  readonly code: string;
  readonly userName: string;
  readonly cloudName: string;
  /** Saves a text where the person says; false when they changed their mind. */
  readonly onSave: (fileName: string, text: string) => Promise<boolean>;
  readonly onPrint: () => void;
}

/** A recovery code, shown this once, with the ways to keep it. Only this goes onto paper when the page is printed. */
export function RecoveryCode({ code, userName, cloudName, onSave, onPrint }: RecoveryCodeProps) {
  const { t } = useTranslation();

  async function save(): Promise<void> {
    const text = t('common.recoveryCode.fileText', { userName, cloud: cloudName, code });
    if (await onSave(t('common.recoveryCode.fileName'), text))
      toast.success(t('common.recoveryCode.savedTo'));
  }

  async function copy(): Promise<void> {
    if (await copyText(code)) toast.success(t('common.copied'));
    else toast.error(t('browser.notCopied'));
  }

  return (
    <div className="rounded-card border border-line bg-sunken p-5 print:fixed print:inset-0 print:z-50 print:rounded-none print:border-0 print:bg-white print:text-black">
      <p className="hidden whitespace-pre-line print:block">
        {t('common.recoveryCode.fileText', { userName, cloud: cloudName, code })}
      </p>
      <p className="mb-1 text-xs text-muted print:hidden">{t('common.recoveryCode.label')}</p>
      <p
        data-testid="recovery-code"
        className="font-mono text-lg font-semibold tracking-wider wrap-anywhere select-all print:hidden"
      >
        {code}
      </p>
      <div className="mt-4 flex flex-wrap gap-2.5 print:hidden">
        <Button size="sm" icon={<Copy aria-hidden="true" />} onClick={() => void copy()}>
          {t('common.copy')}
        </Button>
        <Button size="sm" icon={<Download aria-hidden="true" />} onClick={() => void save()}>
          {t('common.recoveryCode.save')}
        </Button>
        <Button size="sm" icon={<Printer aria-hidden="true" />} onClick={onPrint}>
          {t('common.recoveryCode.print')}
        </Button>
      </div>
    </div>
  );
}
