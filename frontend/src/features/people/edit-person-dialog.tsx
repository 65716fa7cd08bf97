import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { draftOf, PersonForm } from './person-form.tsx';
import { showPerson } from './use-people.ts';

interface EditPersonDialogProps {
  readonly row: PersonRow;
  readonly mayMakeAdmins: boolean;
  readonly onClose: () => void;
}

/** Changes what is said of a person. */
export function EditPersonDialog({ row, mayMakeAdmins, onClose }: EditPersonDialogProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(row));
  const update = useMutation(api.people.update.mutationOptions());
  const { fields, other } = useFieldErrors(update.error, ['name']);

  function submit(quotaBytes: number | null): void {
    const { name, role } = draft;
    update.mutate(
      { id: row.id, name, quotaBytes, ...(mayMakeAdmins ? { role } : {}) },
      {
        onSuccess(changed) {
          showPerson(changed);
          toast.success(t('people.changed', { name: changed.name }));
          onClose();
        },
      },
    );
  }

  return (
    <PersonForm
      title={t('people.form.editTitle', { name: row.name })}
      draft={draft}
      onChange={setDraft}
      mayMakeAdmins={mayMakeAdmins}
      nameError={fields.name}
      failure={other}
      saving={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
