import { CloudUpload } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Frames the page while files hang over it, and says where they would go; the folders below stay in sight. */
export function DropOverlay({ folder }: { readonly folder: string }) {
  const { t } = useTranslation();
  return (
    <div className="pointer-events-none fixed inset-0 z-50 animate-appear p-2">
      <div className="flex h-full items-end justify-center rounded-card border-3 border-dashed border-accent bg-accent/6 pb-8">
        <output className="flex max-w-[80%] items-center gap-4 rounded-card border border-line bg-raised py-4 pr-7 pl-5 shadow-float">
          <span className="flex size-12 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent-text">
            <CloudUpload aria-hidden="true" className="size-6" strokeWidth={1.8} />
          </span>
          <span className="flex min-w-0 flex-col">
            <span className="truncate text-lg font-semibold tracking-tight">
              {t('files.dropTitle', { folder })}
            </span>
            <span className="text-sm text-muted">{t('files.dropText')}</span>
          </span>
        </output>
      </div>
    </div>
  );
}
