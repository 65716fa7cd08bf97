import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { useFormat } from '../../i18n/format.ts';

/** What is worth knowing of a share, in a few words each: until when, how it is used, what guards it. */
export function useShareFacts(): (share: Share) => string[] {
  const { t } = useTranslation();
  const format = useFormat();
  return (share) => {
    const { kind, expiresAt, downloadLimit, downloads, opens, request, state, reviveUntil } = share;
    const facts: string[] = [];
    if (state === 'revoked' && reviveUntil !== null)
      facts.push(t('sharing.facts.reviveUntil', { when: format.dateTime(reviveUntil) }));
    else if (expiresAt === null) facts.push(t('sharing.facts.never'));
    else
      facts.push(
        t(Date.parse(expiresAt) < Date.now() ? 'sharing.facts.endedAt' : 'sharing.facts.until', {
          when: format.dateTime(expiresAt),
        }),
      );
    if (request === null) {
      if (kind === 'link') facts.push(t('sharing.facts.opens', { count: opens }));
      facts.push(
        downloadLimit === null
          ? t('sharing.facts.downloads', { count: downloads })
          : t('sharing.facts.downloadsOf', { count: downloads, limit: downloadLimit }),
      );
    } else
      facts.push(t('sharing.facts.received', { count: request.files, size: format.bytes(request.bytes) }));
    if (share.hasPassword) facts.push(t('sharing.facts.locked'));
    if (share.viewOnly) facts.push(t('sharing.facts.viewOnly'));
    return facts;
  };
}
