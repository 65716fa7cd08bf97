import { Lock } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { FileCard } from './file-card.tsx';
import { PdfPages } from './pdf-pages.tsx';
import { useShown } from './shown.ts';
import { usePdf } from './use-pdf.ts';
import { Waiting } from './waiting.tsx';

/** A PDF, page below page. */
export function PdfView() {
  const { subject, url } = useShown();
  const [tries, setTries] = useState(0);
  const state = usePdf(url, subject.sizeBytes, tries);
  switch (state.is) {
    case 'opening':
      return <Waiting name={subject.name} />;
    case 'locked':
      return <Locked wrong={state.wrong} onUnlock={state.unlock} />;
    case 'open':
      return <PdfPages document={state.document} first={state.first} />;
    case 'failed':
      break;
  }
  return <FileCard why={state.trouble} onRetry={() => setTries(tries + 1)} />;
}

interface LockedProps {
  readonly wrong: boolean;
  readonly onUnlock: (password: string) => void;
}

/** The password stays in this page, for as long as the document is shown. */
function Locked({ wrong, onUnlock }: LockedProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (typed !== '') onUnlock(typed);
  }
  return (
    <div className="absolute inset-0 grid place-items-center p-8">
      <form
        onSubmit={submit}
        className="flex w-full max-w-sm animate-rise flex-col gap-5 rounded-card border border-line bg-surface p-8 shadow-card"
      >
        <p className="flex items-center gap-3 font-semibold">
          <Lock aria-hidden="true" className="size-5 text-muted" />
          {t('preview.pdf.locked')}
        </p>
        <PasswordField
          label={t('common.password')}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it is all that there is to do here
          autoFocus
          value={typed}
          error={wrong ? t('preview.pdf.wrong') : undefined}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" variant="primary" disabled={typed === ''}>
          {t('preview.pdf.unlock')}
        </Button>
      </form>
    </div>
  );
}
