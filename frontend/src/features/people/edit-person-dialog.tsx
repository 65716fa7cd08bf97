import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
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
  const form = useId();
  const [name, setName] = useState(row.name);
  const [role, setRole] = useState<GivenRole>(row.role === 'admin' ? 'admin' : 'member');
  const [quota, setQuota] = useState(() => quotaToChoice(row.quotaBytes));
  const update = useMutation(api.people.update.mutationOptions());
  const { fields, other } = useFieldErrors(update.error, ['name']);
  const quotaBytes = choiceToQuota(quota);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
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
    <Dialog
      open
      onOpenChange={onClose}
      title={t('people.form.editTitle', { name: row.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={update.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-5">
        {other === null ? null : <FailureCard failure={other} className="p-4" />}
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
      </form>
    </Dialog>
  );
}
