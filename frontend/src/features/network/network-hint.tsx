import { Wifi, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNetwork } from '../../api/network.ts';
import { usePerson } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { QrButton } from '../../ui/qr-code.tsx';

/** One line elsewhere: where other devices find the cloud, or that they could. Nothing for those who cannot use it. */
export function NetworkHint({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const { role } = usePerson();
  const network = useNetwork();
  const url = network?.mode === 'people' ? network.baseUrl : null;
  if (network === undefined || (role === 'member' && url === null)) return null;
  const off = network.mode === 'off';
  const Icon = off ? WifiOff : Wifi;
  return (
    <Card className="py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <span
          className={`flex size-9 shrink-0 items-center justify-center rounded-full ${off ? 'bg-sunken text-muted' : 'bg-success-soft text-success-text'}`}
        >
          <Icon aria-hidden="true" className="size-4.5" />
        </span>
        <div className="min-w-48 flex-1 text-sm">
          <p className="font-medium">{t(off ? 'network.hint.off' : 'network.hint.on')}</p>
          <p className="wrap-anywhere text-muted">
            {off ? t('network.hint.offText') : (network.baseUrl ?? t('network.address.none'))}
          </p>
        </div>
        <div className="flex flex-wrap gap-2.5">
          {url === null ? null : <QrButton text={url} title={t('network.address.title')} />}
          <Button onClick={onOpen}>{t(off ? 'network.hint.setUp' : 'network.hint.details')}</Button>
        </div>
      </div>
    </Card>
  );
}
