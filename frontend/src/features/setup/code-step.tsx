import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { printPage, saveText } from '../../api/desktop.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useCloudInfo } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RecoveryCode } from '../../ui/recovery-code.tsx';
import { StepFrame } from './step-frame.tsx';

interface CodeStepProps {
  /** Null when it was shown in a window that is closed: it cannot be shown again, only made anew. */
  readonly code: string | null;
  readonly userName: string;
  readonly onContinue: () => void;
}

/** The way back in, shown this once; one goes on when it is kept. */
export function CodeStep({ code, userName, onContinue }: CodeStepProps) {
  const { t } = useTranslation();
  const { data: cloud } = useCloudInfo();
  const [kept, setKept] = useState(false);
  const renew = useMutation(api.setup.renewRecoveryCode.mutationOptions());
  const keep = useMutation(api.setup.keepRecoveryCode.mutationOptions({ onSuccess: onContinue }));
  const shown = renew.data?.recoveryCode ?? code;
  const error = keep.error ?? renew.error;
  return (
    <StepFrame
      title={t('setup.code.title')}
      text={t('setup.code.text')}
      disabled={!kept}
      loading={keep.isPending}
      onContinue={() => keep.mutate(undefined)}
    >
      {error === null ? null : <FailureCard failure={toFailure(error)} />}
      {shown === null ? (
        <Notice
          tone="warning"
          actions={
            <Button size="sm" loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
              {t('setup.code.renew')}
            </Button>
          }
        >
          {t('setup.code.closed')}
        </Notice>
      ) : (
        <RecoveryCode
          code={shown}
          userName={userName}
          cloudName={cloud?.name ?? t('app.name')}
          onSave={saveText}
          onPrint={printPage}
        />
      )}
      <Checkbox
        label={t('setup.code.kept')}
        hint={t('setup.code.keptHint')}
        checked={kept}
        onChange={setKept}
      />
    </StepFrame>
  );
}
