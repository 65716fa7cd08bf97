import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { NetworkState } from '../../../../electron/contract/network.ts';
import { toFailure } from '../../api/errors.ts';
import { setNetwork } from '../../api/network.ts';
import { api } from '../../api/queries.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrButton } from '../../ui/qr-code.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { leadTo } from './lead-to.ts';

interface SecureCardProps {
  readonly network: NetworkState;
  /** True where this page is shown on another device, which has to be led to the new address. */
  readonly cameByDoor?: boolean;
}

/** HTTPS by the cloud's own authority, for those who want it, and what it means to go without. */
export function SecureCard({ network, cameByDoor = false }: SecureCardProps) {
  const { t } = useTranslation();
  const { secure, authorityFingerprint, baseUrl } = network;
  const change = useMutation(
    api.network.setSecure.mutationOptions({
      onSuccess(state) {
        setNetwork(state);
        // A device that does not trust the certificate yet would only be warned of it.
        if (cameByDoor) leadTo(state, state.secure ? '/trust' : '/');
        toast.success(t('network.secure.changed'));
      },
    }),
  );
  // The page that explains the certificate answers by plain HTTP too: no device trusts the certificate yet.
  const trustUrl = baseUrl === null ? null : `${baseUrl.replace(/^https:/u, 'http:')}/trust`;
  return (
    <Card title={t('network.secure.title')}>
      <div className="flex flex-col gap-5">
        <SwitchField
          label={t('network.secure.switch')}
          hint={t('network.secure.hint')}
          checked={secure}
          disabled={change.isPending}
          onChange={(next) => change.mutate({ secure: next })}
        />
        {change.error === null ? null : <FailureCard failure={toFailure(change.error)} />}
        {secure ? null : <Notice title={t('network.secure.plainTitle')}>{t('network.secure.plain')}</Notice>}
        {secure && trustUrl !== null ? (
          <div>
            <p className="text-sm font-medium">{t('network.secure.trustTitle')}</p>
            <p className="mt-0.5 text-sm text-muted">{t('network.secure.trustText')}</p>
            <p className="mt-2 text-sm wrap-anywhere select-all">{trustUrl}</p>
            <div className="mt-3 flex flex-wrap gap-2.5">
              <QrButton text={trustUrl} title={t('network.secure.trustQr')} />
              <CopyButton text={trustUrl}>{t('network.copyAddress')}</CopyButton>
            </div>
          </div>
        ) : null}
        {secure && authorityFingerprint !== null ? (
          <div>
            <p className="text-sm font-medium">{t('network.secure.fingerprint')}</p>
            <p className="mt-1 rounded-xl bg-sunken p-3 font-mono text-xs wrap-anywhere select-all">
              {authorityFingerprint}
            </p>
            <p className="mt-1 text-xs text-muted">{t('network.secure.fingerprintText')}</p>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
