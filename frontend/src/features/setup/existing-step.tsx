import { useQuery } from '@tanstack/react-query';
import { HardDrive, Server } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloudSource, SetupState } from '../../../../electron/contract/setup.ts';
import { api } from '../../api/queries.ts';
import { ExternalForm } from '../../ui/external-form.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { keepPlace, type KnownServer } from './kept-place.ts';
import { StepFrame } from './step-frame.tsx';
import { useAskFolder } from './use-ask-folder.tsx';

interface ExistingStepProps {
  /** Where it was looked for before, or where this computer's cloud was last. */
  readonly begin: CloudSource | null;
  readonly lastServer: SetupState['lastServer'];
  readonly onBack: () => void;
  readonly onFound: (source: CloudSource) => void;
}

/** Where the cloud is that somebody already has: in a folder, or on a server. */
export function ExistingStep({ begin, lastServer, onBack, onFound }: ExistingStepProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<'folder' | 'server'>(
    begin === null || begin.kind === 'folder' ? 'folder' : 'server',
  );
  const { ask, dialog } = useAskFolder();
  const options = useQuery(api.setup.engineOptions.queryOptions({ enabled: kind === 'server' }));
  async function chooseFolder(): Promise<void> {
    const folder = await ask(begin?.kind === 'folder' ? begin.folder : '');
    if (folder !== null) onFound({ kind: 'folder', folder });
  }
  const inFolder = kind === 'folder';
  return (
    <StepFrame
      title={t('care.restore.whereTitle')}
      text={t('care.restore.whereText')}
      onBack={onBack}
      {...(inFolder ? { button: t('care.restore.chooseFolder'), onContinue: () => void chooseFolder() } : {})}
    >
      {dialog}
      <RadioCards
        label={t('care.restore.whereTitle')}
        value={kind}
        onChange={(chosen) => {
          if (chosen === 'folder') keepPlace(null);
          setKind(chosen);
        }}
        options={[
          {
            value: 'folder',
            label: t('care.restore.inFolder'),
            hint: t('care.restore.inFolderHint'),
            icon: <HardDrive aria-hidden="true" />,
          },
          {
            value: 'server',
            label: t('care.restore.onServer'),
            hint: t('care.restore.onServerHint'),
            icon: <Server aria-hidden="true" />,
          },
        ]}
      />
      {inFolder ? null : (
        <ExternalForm
          begin={begin?.kind === 'server' ? begin.external : lastServer}
          found={options.data?.endpoints ?? []}
          loading={false}
          failure={null}
          checked={false}
          bucketHint={t('care.restore.bucketHint')}
          button={t('care.restore.look')}
          onFilled={keepServer}
          onCheck={(external) => onFound({ kind: 'server', external })}
        />
      )}
    </StepFrame>
  );
}

function keepServer(server: KnownServer): void {
  keepPlace({ use: 'lost', kind: 'server', server });
}
