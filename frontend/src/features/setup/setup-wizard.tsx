import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../electron/contract/people.ts';
import type { CloudSource } from '../../../../electron/contract/setup.ts';
import { toFailure } from '../../api/errors.ts';
import { api, queryClient } from '../../api/queries.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { CodeStep } from './code-step.tsx';
import { readDraft } from './draft.ts';
import { ExistingStep } from './existing-step.tsx';
import { InstallStep } from './install-step.tsx';
import { LocationStep } from './location-step.tsx';
import { RestoreStep } from './restore-step.tsx';
import { WelcomeStep } from './welcome-step.tsx';
import { holdsCloud, type Step, stepToContinue } from './wizard.ts';
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
  /** Where a cloud is that is to be brought back instead of making one. */
  const [restoring, setRestoring] = useState<CloudSource | null>(null);
  /** The same, once it is known that somebody has to say first who they are. */
  const [waiting, setWaiting] = useState<CloudSource | null>(null);
  /** Asking where such a cloud is, beginning with what was answered before. */
  const [asking, setAsking] = useState<{ readonly begin: CloudSource | null } | null>(null);
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
  const { lastServer } = state;
  const lost: CloudSource | null =
    suggestion !== undefined && holdsCloud(suggestion.state)
      ? { kind: 'folder', folder: suggestion.folder }
      : lastServer === null
        ? null
        : { kind: 'lastServer' };

  /** Who said who they are goes on where that was asked. */
  function goOn(): void {
    if (waiting === null) {
      go('location');
      return;
    }
    refresh();
    setRestoring(waiting);
    setWaiting(null);
  }

  if (asking !== null)
    return (
      <WizardFrame step={state.owner === null ? 'welcome' : 'location'}>
        <ExistingStep
          begin={asking.begin}
          lastServer={lastServer}
          onBack={() => setAsking(null)}
          onFound={(source) => {
            setAsking(null);
            setRestoring(source);
          }}
        />
      </WizardFrame>
    );
  if (restoring !== null)
    return (
      <WizardFrame step={state.owner === null ? 'welcome' : 'location'}>
        <RestoreStep
          source={restoring}
          lastServer={lastServer}
          hasOwner={state.owner !== null}
          onBack={() => setRestoring(null)}
          onSayWho={() => {
            setWaiting(restoring);
            setRestoring(null);
            go('you');
          }}
          onChange={() => {
            setAsking({ begin: restoring });
            setRestoring(null);
          }}
        />
      </WizardFrame>
    );
  return (
    <WizardFrame step={step}>
      {step === 'welcome' ? (
        <WelcomeStep
          lost={lost}
          lastServer={lastServer}
          onContinue={() => {
            setWaiting(null);
            go('you');
          }}
          onExisting={() => setAsking({ begin: lost })}
          onRestore={setRestoring}
        />
      ) : step === 'you' ? (
        <YouStep
          owner={state.owner}
          onBack={() => go('welcome')}
          onKeep={goOn}
          onMade={(made) => {
            setCode(made);
            go('code');
          }}
        />
      ) : step === 'code' ? (
        <CodeStep
          code={code?.code ?? null}
          userName={code?.userName ?? state.owner?.userName ?? ''}
          onContinue={goOn}
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
