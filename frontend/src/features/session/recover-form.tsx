import { useMutation } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../electron/contract/people.ts';
import { printPage, saveText } from '../../api/desktop.ts';
import { toFailure } from '../../api/errors.ts';
import { passwordMinimum } from '../../api/limits.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { RecoveryCode } from '../../ui/recovery-code.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SessionFrame } from './session-frame.tsx';

interface RecoverFormProps {
  readonly cloudName: string;
  readonly userName: string;
  readonly onBack: () => void;
  readonly onSignedIn: (person: Person) => void;
}

/** Sets a new password by the recovery code, and shows the code that takes its place. */
export function RecoverForm({ cloudName, userName: typed, onBack, onSignedIn }: RecoverFormProps) {
  const { t } = useTranslation();
  const [userName, setUserName] = useState(typed);
  const [recoveryCode, setRecoveryCode] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [kept, setKept] = useState(false);
  const recover = useMutation(api.session.recover.mutationOptions());

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    recover.mutate({ userName, recoveryCode, newPassword });
  }

  if (recover.data !== undefined) {
    const { person, recoveryCode: next } = recover.data;
    return (
      <SessionFrame
        key="next"
        title={t('session.recover.newCodeTitle')}
        subtitle={t('session.recover.newCodeText')}
      >
        <div className="flex flex-col gap-5">
          <RecoveryCode
            code={next}
            userName={person.userName}
            cloudName={cloudName}
            onSave={saveText}
            onPrint={printPage}
          />
          <Checkbox label={t('common.recoveryCode.kept')} checked={kept} onChange={setKept} />
          <Button variant="primary" size="lg" disabled={!kept} onClick={() => onSignedIn(person)}>
            {t('session.recover.continue')}
          </Button>
        </div>
      </SessionFrame>
    );
  }
  return (
    <SessionFrame key="recover" title={t('session.recover.title')} subtitle={t('session.recover.text')}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        {recover.error === null ? null : <FailureCard failure={toFailure(recover.error)} className="p-4" />}
        <TextField
          label={t('common.userName')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
          value={userName}
          onChange={({ target }) => setUserName(target.value)}
        />
        <TextField
          label={t('session.recover.code')}
          hint={t('session.recover.codeHint')}
          className="font-mono tracking-wide uppercase"
          autoComplete="off"
          required
          value={recoveryCode}
          onChange={({ target }) => setRecoveryCode(target.value)}
        />
        <NewPasswordField
          label={t('session.recover.newPassword')}
          value={newPassword}
          onChange={setNewPassword}
          minimum={passwordMinimum}
          about={[userName, cloudName]}
        />
        <Button type="submit" variant="primary" size="lg" loading={recover.isPending}>
          {t('session.recover.submit')}
        </Button>
        <Button
          variant="ghost"
          size="sm"
          icon={<ArrowLeft aria-hidden="true" />}
          onClick={onBack}
          className="self-center text-muted"
        >
          {t('session.recover.back')}
        </Button>
      </form>
      <p className="mt-5 text-center text-xs text-balance text-muted">{t('session.forgotText')}</p>
    </SessionFrame>
  );
}
