import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../electron/contract/people.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWait, waitOf } from './use-wait.ts';

interface SignInFormProps {
  readonly userName: string;
  readonly onUserName: (userName: string) => void;
  readonly onForgot: () => void;
  readonly onSignedIn: (person: Person) => void;
}

/** User name and password; after too many wrong ones it counts the wait down. */
export function SignInForm({ userName, onUserName, onForgot, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  const [wait, beginWait] = useWait();
  const passwordBox = useRef<HTMLInputElement>(null);
  const signIn = useMutation(api.session.signIn.mutationOptions());

  function refused(error: unknown): void {
    const seconds = waitOf(toFailure(error));
    if (seconds !== null) beginWait(seconds);
    setPassword('');
    passwordBox.current?.focus();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (signIn.isPending || wait > 0) return;
    signIn.mutate({ userName, password, remember }, { onSuccess: onSignedIn, onError: refused });
  }

  const failure = signIn.error === null ? null : toFailure(signIn.error);
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {wait > 0 ? (
        <Notice tone="warning" role="alert" title={t('session.waitTitle')}>
          {/* The seconds are for the eyes: read out one by one they would only disturb. */}
          <span aria-live="off">{t('session.wait', { time: format.duration(wait) })}</span>
        </Notice>
      ) : failure !== null && waitOf(failure) === null && !signIn.isPending ? (
        <FailureCard failure={failure} className="p-4" />
      ) : null}
      <TextField
        label={t('common.userName')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do on this page
        autoFocus
        required
        value={userName}
        onChange={({ target }) => onUserName(target.value)}
      />
      <PasswordField
        ref={passwordBox}
        label={t('common.password')}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <Checkbox
        label={t('session.remember')}
        hint={t('session.rememberHint')}
        checked={remember}
        onChange={setRemember}
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        loading={signIn.isPending}
        disabled={wait > 0}
        className="w-full"
      >
        {t('session.signIn')}
      </Button>
      <Button variant="ghost" size="sm" onClick={onForgot} className="self-center text-muted">
        {t('session.forgot')}
      </Button>
    </form>
  );
}
