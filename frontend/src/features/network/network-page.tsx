import { useTranslation } from 'react-i18next';
import { computer } from '../../api/desktop.ts';
import { useNetwork } from '../../api/network.ts';
import { usePerson } from '../../api/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AccessCard } from './access-card.tsx';
import { AddressCard } from './address-card.tsx';
import { DoctorCard } from './doctor-card.tsx';
import { OffForMembers } from './off-for-members.tsx';
import { SecureCard } from './secure-card.tsx';

/** Whether this page is shown on another device than the cloud's own. */
function cameByDoor(): boolean {
  return computer() === null && !['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname);
}

/** How other devices come in: members see the address, those who look after the cloud decide. */
export function NetworkPage() {
  const { t } = useTranslation();
  const { role } = usePerson();
  const network = useNetwork();
  const manages = role !== 'member';
  const remote = cameByDoor();
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('network.place')} subtitle={t('network.subtitle')} />
      {network === undefined ? (
        <output className="flex flex-col gap-5">
          <span className="sr-only">{t('common.loading')}</span>
          <Skeleton className="h-40" />
          <Skeleton className="h-72" />
        </output>
      ) : (
        <div className="flex flex-col gap-5">
          {manages ? <AccessCard network={network} cameByDoor={remote} /> : null}
          {network.mode === 'off' ? null : (
            <AddressCard network={network} manages={manages} cameByDoor={remote} />
          )}
          {network.mode === 'off' && !manages ? <OffForMembers /> : null}
          {network.mode !== 'off' && manages ? <DoctorCard network={network} /> : null}
          {manages ? <SecureCard network={network} cameByDoor={remote} /> : null}
        </div>
      )}
    </div>
  );
}
