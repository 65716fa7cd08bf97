import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../electron/contract/people.ts';
import { RecoverForm } from './recover-form.tsx';
import { SessionFrame } from './session-frame.tsx';
import { SignInForm } from './sign-in-form.tsx';

interface SignInPageProps {
  readonly cloudName: string;
  readonly onSignedIn: (person: Person) => void;
}

/** The door: sign in, or set a new password with the recovery code. */
export function SignInPage({ cloudName, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation();
  const [recovering, setRecovering] = useState(false);
  const [userName, setUserName] = useState('');
  if (recovering)
    return (
      <RecoverForm
        cloudName={cloudName}
        userName={userName}
        onBack={() => setRecovering(false)}
        onSignedIn={onSignedIn}
      />
    );
  return (
    <SessionFrame title={cloudName} subtitle={t('session.welcome')}>
      <SignInForm
        userName={userName}
        onUserName={setUserName}
        onForgot={() => setRecovering(true)}
        onSignedIn={onSignedIn}
      />
    </SessionFrame>
  );
}
