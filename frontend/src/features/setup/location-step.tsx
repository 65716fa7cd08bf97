import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloudSource, SetupState } from '../../../../electron/contract/setup.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Notice } from '../../ui/notice.tsx';

import { keepPlace, readPlace } from './kept-place.ts';
import { LocationCard } from './location-card.tsx';
import { RestoreOffer } from './restore-offer.tsx';
import { StepFrame } from './step-frame.tsx';
import { useAskFolder } from './use-ask-folder.tsx';
import { type ServerChoice, StorageChoice } from './storage-choice.tsx';
import { holdsCloud } from './wizard.ts';

interface LocationStepProps {
  readonly state: SetupState;
  readonly advanced: boolean;
  readonly onAdvanced: (open: boolean) => void;
  readonly onBack: () => void;
  readonly onContinue: () => void;
  /** The place holds a cloud that may be brought back. */
  readonly onRestore: (source: CloudSource) => void;
}

/** Where the bytes live; for the few who want it, which program or server keeps them. */
export function LocationStep({
  state,
  advanced,
  onAdvanced,
  onBack,
  onContinue,
  onRestore,
}: LocationStepProps) {
  const { t } = useTranslation();
  const [kept] = useState(readPlace);
  const [folder, setFolder] = useState(
    kept?.use === 'new' && kept.kind === 'folder' ? kept.folder : (state.dataFolder ?? state.suggestedFolder),
  );
  const filling = kept?.use === 'new' && kept.kind === 'server';
  const [server, setServer] = useState<ServerChoice>(
    filling || state.engine === 'external' ? { kind: 'external', endpoint: null } : { kind: 'managed' },
  );
  const { ask, dialog } = useAskFolder();
  const unfolded = advanced || server.kind === 'external';
  const {
    mutate: look,
    data: report,
    error,
    isPending: looking,
  } = useMutation(api.setup.inspectLocation.mutationOptions());
  const choose = useMutation(api.setup.chooseLocation.mutationOptions());

  useEffect(() => {
    look({ folder });
  }, [look, folder]);

  async function chooseFolder(): Promise<void> {
    const chosen = await ask(folder);
    if (chosen === null) return;
    if (chosen === folder) look({ folder });
    take(chosen);
  }

  function take(chosen: string): void {
    keepPlace({ use: 'new', kind: 'folder', folder: chosen });
    setFolder(chosen);
  }

  function submit(): void {
    if (server.kind === 'external') {
      onContinue();
      return;
    }
    choose.mutate(
      { folder },
      {
        onSuccess(answer) {
          if (!answer.usable) return look({ folder: answer.folder });
          keepPlace(null);
          return onContinue();
        },
      },
    );
  }

  const failure = choose.error ?? error;
  return (
    <StepFrame
      title={t('setup.location.title')}
      text={t('setup.location.text')}
      onBack={onBack}
      onContinue={submit}
      loading={choose.isPending}
      disabled={server.kind === 'external' ? server.endpoint === null : looking || report?.usable !== true}
    >
      {failure === null || server.kind === 'external' ? null : (
        <FailureCard
          failure={toFailure(failure)}
          actions={{ retry: () => look({ folder }), chooseFolder: () => void chooseFolder() }}
        />
      )}
      {server.kind === 'managed' ? (
        <>
          <LocationCard
            folder={folder}
            suggested={folder === state.suggestedFolder}
            report={looking ? undefined : report}
            onChoose={() => void chooseFolder()}
            onSuggested={() => take(state.suggestedFolder)}
          />
          {!looking && holdsCloud(report?.state) ? (
            <RestoreOffer
              kind="folder"
              place={null}
              onRestore={() => onRestore({ kind: 'folder', folder })}
            />
          ) : null}
        </>
      ) : server.endpoint === null ? null : (
        <Notice tone="success">{t('setup.location.external', { endpoint: server.endpoint })}</Notice>
      )}
      {dialog}
      <Disclosure title={t('setup.advanced')} open={unfolded} onToggle={onAdvanced}>
        {unfolded ? (
          <StorageChoice
            kind={filling ? 'external' : state.engine}
            onServer={setServer}
            onRestore={onRestore}
          />
        ) : null}
      </Disclosure>
    </StepFrame>
  );
}
