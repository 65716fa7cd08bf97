import { useTranslation } from 'react-i18next';
import type { Share, ShareState } from '../../../../electron/contract/shares.ts';
import { Badge } from '../../ui/badge.tsx';

const TONES: Readonly<Record<ShareState, 'success' | 'warning' | 'danger' | 'neutral'>> = {
  active: 'success',
  paused: 'warning',
  expired: 'neutral',
  usedUp: 'neutral',
  revoked: 'danger',
  gone: 'danger',
};

/** Whether a share can be used, in a word. */
export function StateBadge({ share: { state } }: { readonly share: Pick<Share, 'state'> }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`sharing.states.${state}`)}</Badge>;
}
