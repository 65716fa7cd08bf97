import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { GivenPasswordField } from './given-password-field.tsx';
import { draftOf, PersonForm } from './person-form.tsx';
import { showPerson } from './use-people.ts';

interface AddPersonDialogProps {
  readonly mayMakeAdmins: boolean;
  readonly onClose: () => void;
}

/** A new account. */
export function AddPersonDialog({ mayMakeAdmins, onClose }: AddPersonDialogProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(null));
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [mustChangePassword, setMustChangePassword] = useState(false);
  const add = useMutation(api.people.add.mutationOptions());
  const { fields, other } = useFieldErrors(add.error, ['name', 'userName', 'password']);
  const { name, role } = draft;

  function submit(quotaBytes: number | null): void {
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
    <PersonForm
      title={t('people.form.addTitle')}
      description={t('people.form.addText')}
      submit={t('people.form.submitAdd')}
      draft={draft}
      onChange={setDraft}
      mayMakeAdmins={mayMakeAdmins}
      nameError={fields.name}
      failure={other}
      saving={add.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </PersonForm>
  );
}
