import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { QrButton, QrCode } from '../../ui/qr-code.tsx';
import { PrintButton } from './print-button.tsx';

interface ShareLinkProps {
  readonly share: Share;
  /** With a code to point a camera at beside it. */
  readonly large?: boolean;
}

/** The address of a share, and the ways to hand it on; there is none while no device could open it. */
export function ShareLink({ share, large = false }: ShareLinkProps) {
  const { t } = useTranslation();
  const { url, name, kind } = share;
  if (url === null) return <p className="text-sm text-muted">{t('sharing.dialog.noAddress')}</p>;
  return (
    <div className="flex flex-col gap-4 sm:flex-row sm:items-center">
      {large && kind !== 'direct' ? (
        <QrCode
          text={url}
          label={t('network.qr.label', { address: url })}
          className="w-36 shrink-0 self-center"
        />
      ) : null}
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <p className="line-clamp-3 rounded-control bg-hover px-3 py-2 font-mono text-sm wrap-anywhere select-all">
          {url}
        </p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={url} variant="primary">
            {t('sharing.copyLink')}
          </CopyButton>
          {kind === 'direct' ? null : (
            <>
              <QrButton
                text={url}
                title={name}
                description={t('sharing.qrText')}
                copy={t('sharing.copyLink')}
              />
              <PrintButton share={share} url={url} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}
