import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { printPage, saveText } from '../../api/desktop.ts';
import { useCloudInfo } from '../../api/session.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { RecoveryCode } from '../../ui/recovery-code.tsx';
import { StepFrame } from './step-frame.tsx';

interface CodeStepProps {
  readonly code: string;
  readonly userName: string;
  readonly onContinue: () => void;
}

/** The way back in, shown this once; one goes on when it is kept. */
export function CodeStep({ code, userName, onContinue }: CodeStepProps) {
  const { t } = useTranslation();
  const { data: cloud } = useCloudInfo();
  const [kept, setKept] = useState(false);
  return (
    <StepFrame
      title={t('setup.code.title')}
      text={t('setup.code.text')}
      disabled={!kept}
      onContinue={onContinue}
    >
      <RecoveryCode
        code={code}
        userName={userName}
        cloudName={cloud?.name ?? t('app.name')}
        onSave={saveText}
        onPrint={printPage}
      />
      <Checkbox
        label={t('setup.code.kept')}
        hint={t('setup.code.keptHint')}
        checked={kept}
        onChange={setKept}
      />
    </StepFrame>
  );
}
