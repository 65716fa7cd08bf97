import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldErrors } from '../../api/field-errors.ts';
import { passwordMinimum } from '../../api/limits.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { keepDraft, readDraft } from './draft.ts';
import { StepFrame } from './step-frame.tsx';
import { suggestUserName } from './wizard.ts';

interface YouStepProps {
  /** Who was made in an earlier try. */
  readonly owner: { readonly name: string; readonly userName: string } | null;
  readonly onBack: () => void;
  readonly onKeep: () => void;
  readonly onMade: (made: { code: string; userName: string }) => void;
}

/** The owner's account. */
export function YouStep({ owner, onBack, onKeep, onMade }: YouStepProps) {
  const { t } = useTranslation();
  const [begun] = useState(() => readDraft() ?? owner);
  const [name, setName] = useState(begun?.name ?? '');
  const [typedUserName, setUserName] = useState(begun?.userName ?? null);
  const [password, setPassword] = useState('');
  const create = useMutation(api.setup.createOwner.mutationOptions());
  const { fields, other } = useFieldErrors(create.error, ['name', 'userName', 'password']);
  const userName = typedUserName ?? suggestUserName(name);

  useEffect(() => {
    const isOwner = name === owner?.name && typedUserName === owner.userName;
    keepDraft(isOwner ? null : { name, userName: typedUserName });
  }, [name, typedUserName, owner]);

  function submit(): void {
    create.mutate(
      { name, userName, password },
      {
        onSuccess({ recoveryCode }) {
          keepDraft(null);
          onMade({ code: recoveryCode, userName: userName.trim() });
        },
      },
    );
  }

  return (
    <StepFrame
      title={t('setup.you.title')}
      text={t('setup.you.text')}
      onBack={onBack}
      onContinue={submit}
      loading={create.isPending}
    >
      {owner === null ? null : (
        <Notice
          actions={
            <Button
              size="sm"
              onClick={() => {
                keepDraft(null);
                onKeep();
              }}
            >
              {t('setup.you.keep', { name: owner.name })}
            </Button>
          }
        >
          {t('setup.you.changeNote')}
        </Notice>
      )}
      {other === null ? null : <FailureCard failure={other} />}
      <TextField
        label={t('common.name')}
        hint={t('setup.you.nameHint')}
        name="name"
        autoComplete="name"
        required
        maxLength={80}
        value={name}
        error={fields.name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={t('common.userName')}
        hint={t('setup.you.userNameHint')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        required
        maxLength={64}
        value={userName}
        error={fields.userName}
        onChange={({ target }) => setUserName(target.value)}
      />
      <NewPasswordField
        label={t('common.password')}
        value={password}
        onChange={setPassword}
        minimum={passwordMinimum}
        about={[name, userName]}
        error={fields.password}
      />
    </StepFrame>
  );
}
