import { useMutation } from '@tanstack/react-query';
import { Link2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkMode, NetworkState } from '../../../../electron/contract/network.ts';
import { toFailure } from '../../api/errors.ts';
import { setNetwork } from '../../api/network.ts';
import { api } from '../../api/queries.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { PortForm } from './port-form.tsx';

type Whom = Exclude<NetworkMode, 'off'>;

interface AccessCardProps {
  readonly network: NetworkState;
  /** True where this page is shown on another device, for which closing the door is the end. */
  readonly cameByDoor?: boolean;
}

/** The switch of the door, and for whom it opens. */
export function AccessCard({ network, cameByDoor = false }: AccessCardProps) {
  const { t } = useTranslation();
  const { mode, failure, port } = network;
  /** For whom it will be opened; the door itself knows while it is open. */
  const [chosen, setChosen] = useState<Whom>('people');
  const whom = mode === 'off' ? chosen : mode;
  /** Asked about by those whom it would shut out: they came by the very door. */
  const [asked, setAsked] = useState<NetworkMode | null>(null);
  const change = useMutation(
    api.network.setMode.mutationOptions({ onSuccess: setNetwork, onSettled: () => setAsked(null) }),
  );
  const set = (next: NetworkMode) => {
    if (next !== 'people' && cameByDoor) setAsked(next);
    else change.mutate({ mode: next });
  };
  const problem = change.error === null ? failure : toFailure(change.error);

  function choose(next: Whom): void {
    setChosen(next);
    if (mode !== 'off') set(next);
  }

  return (
    <Card>
      <div className="flex flex-col gap-5">
        <SwitchField
          label={t('network.title')}
          hint={`${t(mode === 'off' ? 'network.access.off' : 'network.access.on')} ${t('network.access.text')}`}
          checked={mode !== 'off'}
          disabled={change.isPending}
          onChange={(on) => {
            if (!on) setChosen(whom);
            set(on ? whom : 'off');
          }}
        />
        {problem === null ? null : (
          <div className="flex flex-col gap-4">
            <FailureCard
              failure={problem}
              actions={{ retry: () => change.mutate({ mode: whom }) }}
              busy={change.isPending}
            />
            {problem.code === 'DOOR_PORT_TAKEN' ? (
              <PortForm
                port={port}
                onSaved={() => {
                  change.reset();
                  if (mode === 'off') change.mutate({ mode: whom });
                }}
              />
            ) : null}
          </div>
        )}
        <RadioCards
          label={t('network.access.whom')}
          value={whom}
          onChange={choose}
          options={[
            {
              value: 'people',
              label: t('network.access.people'),
              hint: t('network.access.peopleHint'),
              icon: <UsersRound aria-hidden="true" />,
            },
            {
              value: 'links',
              label: t('network.access.links'),
              hint: t('network.access.linksHint'),
              icon: <Link2 aria-hidden="true" />,
            },
          ]}
        />
        <ConfirmDialog
          open={asked !== null}
          onOpenChange={() => setAsked(null)}
          title={t('network.access.outTitle')}
          description={t('network.access.outText')}
          confirm={t('network.access.outConfirm')}
          loading={change.isPending}
          onConfirm={() => {
            if (asked !== null) change.mutate({ mode: asked });
          }}
        />
      </div>
    </Card>
  );
}
