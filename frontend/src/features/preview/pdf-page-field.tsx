import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface PdfPageFieldProps {
  /** The page that is looked at; the first is 1. */
  readonly page: number;
  readonly total: number;
  readonly onGo: (page: number) => void;
}

/** Says which page is looked at, and goes to the one that is typed. */
export function PdfPageField({ page, total, onGo }: PdfPageFieldProps) {
  const { t } = useTranslation();
  /** Null while nothing is typed. */
  const [typed, setTyped] = useState<string | null>(null);

  function go(event: FormEvent): void {
    event.preventDefault();
    const wanted = Number.parseInt(typed ?? '', 10);
    setTyped(null);
    if (!Number.isNaN(wanted)) onGo(Math.max(1, Math.min(total, wanted)));
  }

  return (
    <form
      onSubmit={go}
      className="flex items-center gap-1.5 px-2 text-xs whitespace-nowrap tabular-nums narrow:gap-1 narrow:px-0"
    >
      <span aria-hidden="true" className="narrow:hidden">
        {t('preview.pdf.pageField')}
      </span>
      <input
        inputMode="numeric"
        autoComplete="off"
        aria-label={t('preview.pdf.pageField')}
        value={typed ?? String(page)}
        style={{ width: `${String(String(total).length + 2)}ch` }}
        className="rounded-md border border-line bg-surface px-1 py-0.5 text-center touch:h-11 touch:min-w-11 touch:text-base"
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setTyped(target.value.replaceAll(/\D/gu, ''))}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') queueMicrotask(() => currentTarget.select());
        }}
        onBlur={() => setTyped(null)}
      />
      <span aria-hidden="true">{t('preview.pdf.ofPages', { total })}</span>
      <span aria-live="polite" className="sr-only">
        {t('preview.pdf.page', { page, total })}
      </span>
    </form>
  );
}
