import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFieldErrors } from '../../api/field-errors.ts';
import { passwordMinimum } from '../../api/limits.ts';
import { api } from '../../api/queries.ts';
import { usePerson } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';

/** One's own password. */
export function PasswordCard() {
  const { t } = useTranslation();
  const person = usePerson();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNext] = useState('');
  const change = useMutation(api.session.changePassword.mutationOptions());
  const { fields, other } = useFieldErrors(change.error, ['currentPassword', 'password']);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess() {
          setCurrent('');
          setNext('');
          toast.success(t('settings.account.changed'));
        },
      },
    );
  }

  return (
    <Card title={t('settings.account.passwordTitle')} description={t('settings.account.passwordText')}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        {other === null ? null : <FailureCard failure={other} className="p-4" />}
        <input type="hidden" name="username" autoComplete="username" value={person.userName} />
        <PasswordField
          label={t('settings.account.current')}
          autoComplete="current-password"
          required
          value={currentPassword}
          error={fields.currentPassword}
          onChange={({ target }) => setCurrent(target.value)}
        />
        <NewPasswordField
          label={t('settings.account.next')}
          value={newPassword}
          onChange={setNext}
          minimum={passwordMinimum}
          about={[person.name, person.userName]}
          error={fields.password}
        />
        <Button type="submit" loading={change.isPending} className="self-start">
          {t('settings.account.change')}
        </Button>
      </form>
    </Card>
  );
}
