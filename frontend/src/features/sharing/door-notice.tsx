import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NetworkState } from '../../../../electron/contract/network.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { usePerson } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Says that nobody can open a link now, with the way to change that where the person may; nothing while all is well. */
export function DoorNotice({ state }: { readonly state: NetworkState | undefined }) {
  const { t } = useTranslation();
  const person = usePerson();
  const open = useMutation(api.network.setMode.mutationOptions());
  if (state === undefined || state.baseUrl !== null) return null;
  if (open.error !== null)
    return (
      <FailureCard
        failure={toFailure(open.error)}
        actions={{ retry: () => open.mutate({ mode: 'links' }) }}
      />
    );
  if (state.mode !== 'off')
    return (
      <Notice tone="warning" title={t('sharing.door.noNetwork')}>
        {t('sharing.door.noNetworkText')}
      </Notice>
    );
  return (
    <Notice
      tone="warning"
      title={t('sharing.door.off')}
      actions={
        person.role === 'member' ? undefined : (
          <Button size="sm" loading={open.isPending} onClick={() => open.mutate({ mode: 'links' })}>
            {t('sharing.door.turnOn')}
          </Button>
        )
      }
    >
      {t(person.role === 'member' ? 'sharing.door.offForMembers' : 'sharing.door.offText')}
    </Notice>
  );
}
