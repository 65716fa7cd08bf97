import { useMutation, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { GrantAccess } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useLiveGrants } from '../../api/sharing.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Stands for everybody who has an account, now or later. */
const EVERYONE = 'everyone';

/** Shares a folder with people who have an account here: who, and whether they may change it. */
export function PeoplePart({ folder }: { readonly folder: DriveNode }) {
  const { t } = useTranslation();
  const folderId = folder.id;
  const [chosen, setChosen] = useState('');
  const [access, setAccess] = useState<GrantAccess>('read');
  useLiveGrants();
  const people = useQuery(api.grants.people.queryOptions({ staleTime: 0 }));
  const given = useQuery(api.grants.ofFolder.queryOptions({ input: { folderId }, staleTime: 0 }));
  const give = useMutation(api.grants.give.mutationOptions({ onSuccess: () => given.refetch() }));
  const withdraw = useMutation(api.grants.withdraw.mutationOptions({ onSuccess: () => given.refetch() }));
  if (people.data === undefined || given.data === undefined) {
    const unread = people.error ?? given.error;
    if (unread === null) return <Skeleton className="h-32 w-full" />;
    const retry = () => void Promise.all([people.refetch(), given.refetch()]);
    return <FailureCard failure={toFailure(unread)} actions={{ retry }} />;
  }
  // The choice stays as it was made, so that one can try again.
  const refused = give.error ?? withdraw.error;

  const has = new Set(given.data.map(({ person }) => person?.id ?? EVERYONE));
  const options = [
    { value: EVERYONE, label: t('sharing.people.everyone') },
    ...people.data.map(({ id, name }) => ({ value: id, label: name })),
  ].filter(({ value }) => !has.has(value));
  const who = options.some(({ value }) => value === chosen) ? chosen : options[0]?.value;
  function share(personId: string | null, may: GrantAccess): void {
    withdraw.reset();
    give.mutate({ folderId, personId, access: may });
  }
  const accesses = (['read', 'write'] as const).map((value) => ({
    value,
    label: t(`sharing.people.access.${value}`),
  }));

  if (people.data.length === 0) return <p className="text-sm text-muted">{t('sharing.people.nobody')}</p>;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">{t('sharing.people.text')}</p>
      {who === undefined ? null : (
        <div className="flex flex-wrap items-end gap-3">
          <Select
            label={t('sharing.people.with')}
            value={who}
            options={options}
            onChange={setChosen}
            className="min-w-40 flex-1 narrow:basis-full"
          />
          <Select
            label={t('sharing.people.may')}
            value={access}
            options={accesses}
            onChange={setAccess}
            className="min-w-36 narrow:flex-1"
          />
          <Button
            variant="primary"
            loading={give.isPending}
            onClick={() => share(who === EVERYONE ? null : who, access)}
          >
            {t('sharing.people.give')}
          </Button>
        </div>
      )}
      {refused === null ? null : <FailureCard failure={toFailure(refused)} className="p-4" />}
      <ul aria-label={t('sharing.people.list')} className="flex flex-col divide-y divide-line">
        {given.data.map(({ id, person, access: may }) => {
          const name = person?.name ?? t('sharing.people.everyone');
          return (
            <li key={id} className="flex flex-wrap items-center gap-3 py-2.5">
              <Avatar name={name} size="sm" />
              <span className="min-w-0 flex-1 truncate text-sm font-medium">{name}</span>
              <Select
                label={t('sharing.people.mayOf', { name })}
                value={may}
                options={accesses}
                onChange={(next) => share(person?.id ?? null, next)}
                hideLabel
                // On phones below the name, which may be long.
                className="w-44 narrow:order-last narrow:ml-11 narrow:w-full"
              />
              <IconButton
                size="sm"
                label={t('sharing.people.withdraw', { name })}
                icon={<X aria-hidden="true" />}
                onClick={() => {
                  give.reset();
                  withdraw.mutate({ id });
                }}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
