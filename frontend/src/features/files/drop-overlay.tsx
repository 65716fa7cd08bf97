import { CloudUpload } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Covers the page while files hang over it, and says where they would go. */
export function DropOverlay({ folder }: { readonly folder: string }) {
  const { t } = useTranslation();
  return (
    <div className="pointer-events-none fixed inset-0 z-50 animate-appear bg-scrim p-4">
      <output className="flex h-full flex-col items-center justify-center rounded-card border-3 border-dashed border-accent bg-raised text-center">
        <span className="flex size-20 items-center justify-center rounded-full bg-accent-soft text-accent-text">
          <CloudUpload aria-hidden="true" className="size-10" strokeWidth={1.6} />
        </span>
        <span className="mt-6 max-w-xl px-6 text-2xl font-semibold tracking-tight text-balance">
          {t('files.dropTitle', { folder })}
        </span>
        <span className="mt-2 text-muted">{t('files.dropText')}</span>
      </output>
    </div>
  );
}
