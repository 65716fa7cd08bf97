import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { toFailure } from '../../api/errors.ts';
import { usePerson } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { PersonAct } from './acts.ts';
import { DisableDialog } from './disable-dialog.tsx';
import { PeopleTable } from './people-table.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { ResetPasswordDialog } from './reset-password-dialog.tsx';
import { usePeople } from './use-people.ts';
import { useSetDisabled } from './use-set-disabled.ts';

/** Everybody who has an account, and what admins do for them. */
export function PeoplePage() {
  const { t } = useTranslation();
  const me = usePerson();
  const { data: rows, error, refetch } = usePeople();
  const [adding, setAdding] = useState(false);
  const [doing, setDoing] = useState<{ act: PersonAct; row: PersonRow } | null>(null);
  const setDisabled = useSetDisabled();
  const close = () => setDoing(null);

  function act(row: PersonRow, what: PersonAct): void {
    if (what === 'enable') setDisabled.mutate({ id: row.id, disabled: false });
    else setDoing({ act: what, row });
  }

  const add = (
    <Button variant="primary" icon={<UserPlus aria-hidden="true" />} onClick={() => setAdding(true)}>
      {t('people.add')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('people.title')}
        subtitle={rows === undefined ? undefined : t('people.subtitle', { count: rows.length })}
        actions={add}
      />
      {rows === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <FailureCard failure={toFailure(error)} actions={{ retry: () => void refetch() }} />
        )
      ) : (
        <>
          <PeopleTable rows={rows} me={me} onAct={act} />
          {rows.length > 1 ? null : (
            <EmptyState
              illustration="people"
              title={t('people.emptyTitle')}
              text={t('people.emptyText')}
              className="pt-14"
            />
          )}
        </>
      )}
      {adding ? (
        <AddPersonDialog mayMakeAdmins={me.role === 'owner'} onClose={() => setAdding(false)} />
      ) : null}
      {doing?.act === 'edit' ? (
        <EditPersonDialog row={doing.row} mayMakeAdmins={me.role === 'owner'} onClose={close} />
      ) : null}
      {doing?.act === 'resetPassword' ? <ResetPasswordDialog row={doing.row} onClose={close} /> : null}
      {doing?.act === 'disable' ? <DisableDialog row={doing.row} onClose={close} /> : null}
      {doing?.act === 'remove' ? (
        <RemoveDialog
          row={doing.row}
          others={(rows ?? []).filter(({ id }) => id !== doing.row.id)}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <output className="flex flex-col gap-3 rounded-card border border-line bg-surface p-6">
      <span className="sr-only">{t('people.loading')}</span>
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
    </output>
  );
}
