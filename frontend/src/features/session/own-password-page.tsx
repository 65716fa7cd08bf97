import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../electron/contract/people.ts';
import { toFailure } from '../../api/errors.ts';
import { passwordMinimum } from '../../api/limits.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SessionFrame } from './session-frame.tsx';
import { SignOutButton } from './sign-out-button.tsx';

interface OwnPasswordPageProps {
  readonly person: Person;
  readonly onChanged: (person: Person) => void;
}

/** After somebody else set the password: nothing else until the person has one of their own. */
export function OwnPasswordPage({ person, onChanged }: OwnPasswordPageProps) {
  const { t } = useTranslation();
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useMutation(
    api.session.changePassword.mutationOptions({
      onSuccess: () => onChanged({ ...person, mustChangePassword: false }),
    }),
  );

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    change.mutate({ currentPassword, newPassword });
  }

  return (
    <SessionFrame title={t('session.own.title')} subtitle={t('session.own.text', { name: person.name })}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        {change.error === null ? null : <FailureCard failure={toFailure(change.error)} className="p-4" />}
        <input type="hidden" name="username" autoComplete="username" value={person.userName} />
        <PasswordField
          label={t('session.own.current')}
          name="password"
          autoComplete="current-password"
          required
          value={currentPassword}
          onChange={({ target }) => setCurrentPassword(target.value)}
        />
        <NewPasswordField
          label={t('session.own.newPassword')}
          value={newPassword}
          onChange={setNewPassword}
          minimum={passwordMinimum}
          about={[person.name, person.userName, currentPassword]}
        />
        <Button type="submit" variant="primary" size="lg" loading={change.isPending}>
          {t('session.own.submit')}
        </Button>
        <SignOutButton label={t('app.signOut')} className="self-center text-muted" />
      </form>
    </SessionFrame>
  );
}
