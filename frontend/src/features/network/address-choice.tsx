import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NetworkState } from '../../../../electron/contract/network.ts';
import { useFailureToast } from '../../api/failure.ts';
import { setNetwork } from '../../api/network.ts';
import { api } from '../../api/queries.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';

const AUTOMATIC = 'automatic';

/** Which address of this computer links and codes carry. */
export function AddressChoice({ network }: { readonly network: NetworkState }) {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const { addresses, chosenAddress } = network;
  const choose = useMutation(
    api.network.chooseAddress.mutationOptions({ onSuccess: setNetwork, onError: failed }),
  );
  const best = addresses[0]?.address ?? t('network.address.nothingYet');
  return (
    <div>
      <p className="mb-2 text-sm font-medium">{t('network.address.which')}</p>
      <RadioCards
        label={t('network.address.which')}
        value={chosenAddress ?? AUTOMATIC}
        onChange={(value) => choose.mutate({ address: value === AUTOMATIC ? null : value })}
        options={[
          {
            value: AUTOMATIC,
            label: t('network.address.automatic'),
            hint: t('network.address.automaticHint', { address: best }),
          },
          ...addresses.map(({ address, interfaceName, kind }) => ({
            value: address,
            label: address,
            hint: `${t(`network.address.kinds.${kind}`)} (${interfaceName})`,
          })),
        ]}
      />
    </div>
  );
}
