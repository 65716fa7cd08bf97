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
  const form = useId();
  const [password, setPassword] = useState(suggestPassword);
  const reset = useMutation(api.people.resetPassword.mutationOptions());
  const { fields, other } = useFieldErrors(reset.error, ['password']);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
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
    <Dialog
      open
      onOpenChange={onClose}
      title={t('people.reset.title', { name: row.name })}
      description={t('people.reset.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={reset.isPending}>
            {t('people.reset.submit')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-5">
        {other === null ? null : <FailureCard failure={other} className="p-4" />}
        <GivenPasswordField
          value={password}
          onChange={setPassword}
          about={[row.name, row.userName]}
          error={fields.password}
        />
      </form>
    </Dialog>
  );
}
