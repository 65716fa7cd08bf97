import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { StateBadge } from './state-badge.tsx';
import { useShareFacts } from './use-share-facts.ts';

/** The links that there are to a file or folder already, so that nobody makes another for nothing. */
export function ExistingLinks({ shares }: { readonly shares: readonly Share[] }) {
  const { t } = useTranslation();
  const facts = useShareFacts();
  return (
    <section aria-label={t('sharing.existing.title')} className="border-t border-line pt-4">
      <h3 className="text-sm font-semibold">{t('sharing.existing.title')}</h3>
      <ul className="mt-2 flex flex-col divide-y divide-line">
        {shares.map((share) => (
          <li key={share.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-48 flex-1">
              <StateBadge share={share} />
              <p className="mt-1 text-sm text-muted">{facts(share).join(' · ')}</p>
            </div>
            {share.url === null || share.state !== 'active' ? null : (
              <CopyButton size="sm" text={share.url}>
                {t('sharing.copyLink')}
              </CopyButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
