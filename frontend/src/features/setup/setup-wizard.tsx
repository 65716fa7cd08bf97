import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../electron/contract/people.ts';
import { toFailure } from '../../api/errors.ts';
import { api, queryClient } from '../../api/queries.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { CodeStep } from './code-step.tsx';
import { readDraft } from './draft.ts';
import { InstallStep } from './install-step.tsx';
import { LocationStep } from './location-step.tsx';
import { RestoreStep } from './restore-step.tsx';
import { useAskFolder } from './use-ask-folder.tsx';
import { WelcomeStep } from './welcome-step.tsx';
import { type Step, stepToContinue } from './wizard.ts';
import { WizardFrame } from './wizard-frame.tsx';
import { YouStep } from './you-step.tsx';

interface SetupWizardProps {
  /** The cloud runs and its owner is signed in. */
  readonly onFinished: (owner: Person) => void;
}

/** The first run. What is answered is kept at once, so that closing the window loses nothing. */
export function SetupWizard({ onFinished }: SetupWizardProps) {
  const { data: state, error } = useQuery(api.setup.state.queryOptions({ staleTime: Infinity }));
  /** Where the person went in this window; until then, where the first run stands. */
  const [chosen, setChosen] = useState<Step | null>(null);
  const [typing] = useState(() => readDraft() !== null);
  const [code, setCode] = useState<{ code: string; userName: string } | null>(null);
  const [advanced, setAdvanced] = useState(false);
  /** The folder of a cloud that is to be brought back instead of making one. */
  const [restoring, setRestoring] = useState<string | null>(null);
  const { ask, dialog } = useAskFolder();
  const suggested = state?.suggestedFolder;
  const { data: suggestion } = useQuery(
    api.setup.inspectLocation.queryOptions({
      input: { folder: suggested ?? '' },
      enabled: suggested !== undefined && state?.step === 'account',
    }),
  );

  if (state === undefined)
    return (
      <WizardFrame step="welcome">
        {error === null ? null : <FailureCard failure={toFailure(error)} actions={{ retry: refresh }} />}
      </WizardFrame>
    );

  function go(step: Step): void {
    setChosen(step);
    refresh();
  }

  const step = chosen ?? stepToContinue(state, typing);
  async function chooseCloud(): Promise<void> {
    const folder = await ask(restoring ?? '');
    if (folder !== null) setRestoring(folder);
  }

  if (restoring !== null)
    return (
      <WizardFrame step={state.owner === null ? 'welcome' : 'location'}>
        {dialog}
        <RestoreStep
          folder={restoring}
          hasOwner={state.owner !== null}
          onBack={() => setRestoring(null)}
          onSayWho={() => {
            setRestoring(null);
            go('you');
          }}
          onChooseFolder={() => void chooseCloud()}
        />
      </WizardFrame>
    );
  return (
    <WizardFrame step={step}>
      {step === 'welcome' ? (
        <WelcomeStep
          lostFolder={suggestion?.state === 'otherCloud' ? suggestion.folder : null}
          onContinue={() => go('you')}
          onRestore={setRestoring}
        />
      ) : step === 'you' ? (
        <YouStep
          owner={state.owner}
          onBack={() => go('welcome')}
          onKeep={() => go('location')}
          onMade={(made) => {
            setCode(made);
            go('code');
          }}
        />
      ) : step === 'code' ? (
        <CodeStep
          code={code?.code ?? null}
          userName={code?.userName ?? state.owner?.userName ?? ''}
          onContinue={() => go('location')}
        />
      ) : step === 'location' ? (
        <LocationStep
          state={state}
          advanced={advanced}
          onAdvanced={setAdvanced}
          onBack={() => go('you')}
          onContinue={() => go('install')}
          onRestore={setRestoring}
        />
      ) : (
        <InstallStep
          state={state}
          onChange={(what) => {
            setAdvanced(what === 'source');
            go(what === 'owner' ? 'you' : 'location');
          }}
          onFinished={onFinished}
        />
      )}
    </WizardFrame>
  );
}

function refresh(): void {
  void queryClient.invalidateQueries({ queryKey: api.setup.state.queryKey() });
}
