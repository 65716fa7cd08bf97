import { useTranslation } from 'react-i18next';
import type { NetworkState } from '../../../../electron/contract/network.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrButton, QrCode } from '../../ui/qr-code.tsx';
import { AddressChoice } from './address-choice.tsx';
import { leadTo } from './lead-to.ts';
import { PortForm } from './port-form.tsx';

interface AddressCardProps {
  readonly network: NetworkState;
  readonly manages: boolean;
  /** True where this page is shown on another device, which has to be led to a new port. */
  readonly cameByDoor?: boolean;
}

/** Where other devices find the cloud. With people let in it is a code to scan; for links alone it opens nothing. */
export function AddressCard({ network, manages, cameByDoor = false }: AddressCardProps) {
  const { t } = useTranslation();
  const { baseUrl, localUrl, mode, port, address, chosenAddress, addresses } = network;
  const forPeople = mode === 'people';
  const gone = chosenAddress !== null && !addresses.some((one) => one.address === chosenAddress);
  return (
    <Card
      title={t(forPeople ? 'network.address.title' : 'network.address.linksTitle')}
      description={t(forPeople ? 'network.address.text' : 'network.address.linksText')}
    >
      <div className="flex flex-col gap-5">
        {gone && address !== null ? (
          <Notice tone="warning">{t('network.address.gone', { chosen: chosenAddress })}</Notice>
        ) : null}
        {baseUrl === null ? (
          address === null ? (
            <Notice tone="warning" title={t('network.address.none')}>
              {t('network.address.noneText')}
            </Notice>
          ) : null
        ) : (
          <div className="flex items-center gap-8 narrow:flex-col narrow:items-stretch">
            {forPeople ? (
              <QrCode
                text={baseUrl}
                label={t('network.qr.label', { address: baseUrl })}
                className="w-56 shrink-0 narrow:w-full narrow:max-w-72 narrow:self-center"
              />
            ) : null}
            <div className="min-w-0 flex-1">
              <p className="text-xs text-muted">{t('network.address.label')}</p>
              <p data-testid="base-url" className="mt-0.5 text-xl font-semibold wrap-anywhere select-all">
                {baseUrl}
              </p>
              <div className="mt-4 flex flex-wrap gap-2.5">
                <CopyButton text={baseUrl}>{t('network.copyAddress')}</CopyButton>
                {forPeople ? <QrButton text={baseUrl} title={t('network.address.title')} /> : null}
              </div>
              {localUrl === null ? null : (
                <p className="mt-4 text-xs text-muted">
                  {t('network.address.local')}{' '}
                  <span className="wrap-anywhere text-ink select-all">{localUrl}</span>
                </p>
              )}
            </div>
          </div>
        )}
        {manages ? (
          <Disclosure title={t('network.address.change')}>
            <div className="flex flex-col gap-6">
              <AddressChoice network={network} />
              <PortForm
                port={port}
                {...(cameByDoor ? { onSaved: (state: NetworkState) => leadTo(state, '/') } : {})}
              />
            </div>
          </Disclosure>
        ) : null}
      </div>
    </Card>
  );
}
