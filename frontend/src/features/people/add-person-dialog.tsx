import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { GivenPasswordField } from './given-password-field.tsx';
import { choiceToQuota, quotaToChoice } from './quota.ts';
import { QuotaField } from './quota-field.tsx';
import { type GivenRole, RoleField } from './role-field.tsx';
import { showPerson } from './use-people.ts';

interface AddPersonDialogProps {
  readonly mayMakeAdmins: boolean;
  readonly onClose: () => void;
}

/** A new account. */
export function AddPersonDialog({ mayMakeAdmins, onClose }: AddPersonDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const [name, setName] = useState('');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<GivenRole>('member');
  const [mustChangePassword, setMustChangePassword] = useState(false);
  const [quota, setQuota] = useState(() => quotaToChoice(null));
  const add = useMutation(api.people.add.mutationOptions());
  const { fields, other } = useFieldErrors(add.error, ['name', 'userName', 'password']);
  const quotaBytes = choiceToQuota(quota);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (quotaBytes === undefined) return;
    add.mutate(
      { name, userName, password, role, quotaBytes, mustChangePassword },
      {
        onSuccess(row) {
          showPerson(row);
          toast.success(t('people.added', { name: row.name }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('people.form.addTitle')}
      description={t('people.form.addText')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={add.isPending}>
            {t('people.form.submitAdd')}
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
          autoComplete="off"
          value={name}
          error={fields.name}
          onChange={({ target }) => setName(target.value)}
        />
        <TextField
          label={t('common.userName')}
          hint={t('people.form.userNameHint')}
          required
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          value={userName}
          error={fields.userName}
          onChange={({ target }) => setUserName(target.value)}
        />
        <GivenPasswordField
          value={password}
          onChange={setPassword}
          about={[name, userName]}
          error={fields.password}
        />
        <Checkbox
          label={t('people.form.mustChange')}
          hint={t('people.form.mustChangeHint')}
          checked={mustChangePassword}
          onChange={setMustChangePassword}
        />
        {mayMakeAdmins ? <RoleField value={role} onChange={setRole} /> : null}
        <QuotaField value={quota} onChange={setQuota} />
      </form>
    </Dialog>
  );
}
