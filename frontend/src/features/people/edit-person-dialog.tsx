import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { choiceToQuota, quotaToChoice } from './quota.ts';
import { QuotaField } from './quota-field.tsx';
import { type GivenRole, RoleField } from './role-field.tsx';
import { showPerson } from './use-people.ts';

interface EditPersonDialogProps {
  readonly row: PersonRow;
  readonly mayMakeAdmins: boolean;
  readonly onClose: () => void;
}

/** Name, role and space of a person. */
export function EditPersonDialog({ row, mayMakeAdmins, onClose }: EditPersonDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(row.name);
  const [role, setRole] = useState<GivenRole>(row.role === 'admin' ? 'admin' : 'member');
  const [quota, setQuota] = useState(() => quotaToChoice(row.quotaBytes));
  const update = useMutation(api.people.update.mutationOptions());
  const { fields, other } = useFieldErrors(update.error, ['name']);
  const quotaBytes = choiceToQuota(quota);

  function submit(): void {
    if (quotaBytes === undefined) return;
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
    <FormDialog
      title={t('people.form.editTitle', { name: row.name })}
      failure={other}
      saving={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('common.name')}
        required
        maxLength={80}
        value={name}
        error={fields.name}
        onChange={({ target }) => setName(target.value)}
      />
      {mayMakeAdmins ? <RoleField value={role} onChange={setRole} /> : null}
      <QuotaField value={quota} onChange={setQuota} />
    </FormDialog>
  );
}
