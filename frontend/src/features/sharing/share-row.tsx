import {
  Ellipsis,
  FolderOpen,
  History,
  Link2,
  Pause,
  Pencil,
  Play,
  RotateCcw,
  Trash2,
  Unlink,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DropdownMenu } from '../../ui/dropdown-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';
import { QrButton } from '../../ui/qr-code.tsx';
import { PrintButton } from './print-button.tsx';
import { StateBadge } from './state-badge.tsx';
import { useShareFacts } from './use-share-facts.ts';

/** What can be done with a share from its row. */
export type ShareAct = 'edit' | 'visits' | 'pause' | 'goOn' | 'revoke' | 'revive' | 'forget' | 'show';

interface ShareRowProps {
  readonly share: Share;
  readonly onAct: (act: ShareAct, share: Share) => void;
}

/** One link or request: what it shares, how it stands, and what can be done. */
export function ShareRow({ share, onAct }: ShareRowProps) {
  const { t } = useTranslation();
  const facts = useShareFacts();
  const menu = useShareMenu({ share, onAct });
  const { state, url, name, kind } = share;
  const usable = state === 'active' && url !== null;
  return (
    <li
      aria-label={name}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line px-4 py-4 last:border-b-0"
    >
      <div className="min-w-48 flex-1">
        <div className="flex flex-wrap items-center gap-2">
          <p className="min-w-0 font-medium wrap-anywhere">
            {share.holds === 'selection'
              ? t('sharing.list.selection', { name, count: share.count - 1 })
              : name}
          </p>
          <StateBadge share={share} />
          <span className="text-xs text-muted">{t(`sharing.kinds.${kind}`)}</span>
        </div>
        <p className="mt-1 text-sm text-muted">{facts(share).join(' · ')}</p>
      </div>
      {/* On phones two and two, as a wrapped line of them has ragged ends. */}
      <div className="flex flex-wrap items-center gap-2 max-sm:grid max-sm:w-full max-sm:max-w-90 max-sm:grid-cols-2 max-sm:[&>button]:px-2.5">
        {usable ? (
          <>
            <CopyButton size="sm" text={url}>
              {t('sharing.copyLink')}
            </CopyButton>
            {kind === 'direct' ? null : (
              <QrButton
                size="sm"
                text={url}
                title={name}
                description={t('sharing.qrText')}
                copy={t('sharing.copyLink')}
                actions={<PrintButton share={share} url={url} />}
              />
            )}
          </>
        ) : null}
        {state === 'revoked' && share.reviveUntil !== null ? (
          <Button size="sm" icon={<RotateCcw aria-hidden="true" />} onClick={() => onAct('revive', share)}>
            {t('sharing.acts.revive')}
          </Button>
        ) : null}
        {state === 'active' || state === 'paused' ? (
          <Button size="sm" icon={<Unlink aria-hidden="true" />} onClick={() => onAct('revoke', share)}>
            {t('sharing.acts.revoke')}
          </Button>
        ) : null}
        <DropdownMenu
          trigger={
            <IconButton
              size="sm"
              label={t('sharing.acts.more', { name })}
              icon={<Ellipsis aria-hidden="true" />}
            />
          }
          items={menu}
        />
      </div>
    </li>
  );
}

/** What is done less often. */
function useShareMenu({ share, onAct }: ShareRowProps): MenuItem[] {
  const { t } = useTranslation();
  const { state, kind } = share;
  const entry = (
    act: ShareAct,
    icon: React.ReactNode,
    more: Partial<Pick<MenuItem, 'separated'>> & { danger?: boolean } = {},
  ): MenuItem => ({
    key: act,
    label: t(`sharing.acts.${act}`),
    icon,
    onSelect: () => onAct(act, share),
    ...more,
  });
  const items: (MenuItem | null)[] = [
    entry('visits', <History aria-hidden="true" />),
    kind === 'direct' || state === 'revoked' ? null : entry('edit', <Pencil aria-hidden="true" />),
    state === 'gone' ? null : entry('show', <FolderOpen aria-hidden="true" />),
    state === 'active' ? entry('pause', <Pause aria-hidden="true" />, { separated: true }) : null,
    state === 'paused' ? entry('goOn', <Play aria-hidden="true" />, { separated: true }) : null,
    state === 'expired' || state === 'usedUp' ? entry('revoke', <Link2 aria-hidden="true" />) : null,
    state === 'active' || state === 'paused'
      ? null
      : entry('forget', <Trash2 aria-hidden="true" />, { separated: true, danger: true }),
  ];
  return items.filter((item) => item !== null);
}
