import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { GivenPasswordField } from './given-password-field.tsx';
import { suggestPassword } from './suggest-password.ts';
import { refreshPeople } from './use-people.ts';

interface ResetPasswordDialogProps {
  readonly row: PersonRow;
  readonly onClose: () => void;
}

/** A new password for somebody who forgot theirs. */
export function ResetPasswordDialog({ row, onClose }: ResetPasswordDialogProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState(suggestPassword);
  const reset = useMutation(api.people.resetPassword.mutationOptions());
  const { fields, other } = useFieldErrors(reset.error, ['password']);

  function submit(): void {
    reset.mutate(
      { id: row.id, password },
      {
        onSuccess() {
          refreshPeople();
          toast.success(t('people.reset.done', { name: row.name }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('people.reset.title', { name: row.name })}
      description={t('people.reset.text')}
      submit={t('people.reset.submit')}
      failure={other}
      saving={reset.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <GivenPasswordField
        value={password}
        onChange={setPassword}
        about={[row.name, row.userName]}
        error={fields.password}
      />
    </FormDialog>
  );
}
