import { CloudDownload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CloudSource } from '../../../../electron/contract/setup.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';

interface RestoreOfferProps {
  /** `lastServer`: it was there, and nobody has looked yet. */
  readonly kind: CloudSource['kind'];
  /** Where it is; null where that is named beside. */
  readonly place: string | null;
  readonly onRestore: () => void;
  readonly className?: string;
}

/** Offers to bring back the cloud that a folder or a server holds. */
export function RestoreOffer({ kind, place, onRestore, className }: RestoreOfferProps) {
  const { t } = useTranslation();
  const title = t(`care.restore.offerTitle.${kind}`);
  return (
    <section
      aria-label={title}
      className={cn('flex gap-4 rounded-card border border-accent/40 bg-accent-soft p-5', className)}
    >
      <CloudDownload aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent-text" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {place === null ? null : <p className="mt-0.5 text-sm wrap-anywhere">{place}</p>}
        <p className="mt-1 text-sm text-muted">{t('care.restore.offerText')}</p>
        <Button variant="primary" size="sm" className="mt-4" onClick={onRestore}>
          {t('care.restore.offer')}
        </Button>
      </div>
    </section>
  );
}
