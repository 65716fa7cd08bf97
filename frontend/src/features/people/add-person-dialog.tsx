import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
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
  const [name, setName] = useState('');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<GivenRole>('member');
  const [mustChangePassword, setMustChangePassword] = useState(false);
  const [quota, setQuota] = useState(() => quotaToChoice(null));
  const add = useMutation(api.people.add.mutationOptions());
  const { fields, other } = useFieldErrors(add.error, ['name', 'userName', 'password']);
  const quotaBytes = choiceToQuota(quota);

  function submit(): void {
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
    <FormDialog
      title={t('people.form.addTitle')}
      description={t('people.form.addText')}
      submit={t('people.form.submitAdd')}
      failure={other}
      saving={add.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
