import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../electron/contract/people.ts';
import type { CloudSource, SetupState } from '../../../../electron/contract/setup.ts';
import { toFailure } from '../../api/errors.ts';
import { api, queryClient } from '../../api/queries.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { CodeStep } from './code-step.tsx';
import { readDraft } from './draft.ts';
import { ExistingStep } from './existing-step.tsx';
import { keepPlace, lostPlaceOf, readPlace } from './kept-place.ts';
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
export function SetupWizard(props: SetupWizardProps) {
  const { data: state, error } = useQuery(api.setup.state.queryOptions({ staleTime: Infinity }));
  if (state !== undefined) return <Steps state={state} {...props} />;
  return (
    <WizardFrame step="welcome">
      {error === null ? null : <FailureCard failure={toFailure(error)} actions={{ retry: refresh }} />}
    </WizardFrame>
  );
}

function Steps({ state, onFinished }: SetupWizardProps & { readonly state: SetupState }) {
  /** What was chosen when the app was closed. */
  const [kept] = useState(readPlace);
  const keptLost = lostPlaceOf(kept);
  // A code that was not kept yet comes before everything else.
  const coded = state.step === 'code';
  /** Where the person went in this window; until then, where the first run stands. */
  const [chosen, setChosen] = useState<Step | null>(null);
  const [typing] = useState(() => readDraft() !== null);
  const [code, setCode] = useState<{ code: string; userName: string } | null>(null);
  const [advanced, setAdvanced] = useState(false);
  /** Where a cloud is that is to be brought back instead of making one. */
  const [restoring, setRestoring] = useState<CloudSource | null>(
    !coded && keptLost?.kind === 'folder' ? keptLost : null,
  );
  /** The same, once it is known that somebody has to say first who they are. */
  const [waiting, setWaiting] = useState<CloudSource | null>(coded ? keptLost : null);
  /** Asking where such a cloud is, beginning with what was answered before. */
  const [asking, setAsking] = useState<{ readonly begin: CloudSource | null } | null>(
    !coded && keptLost?.kind === 'server' ? { begin: keptLost } : null,
  );
  const { data: suggestion } = useQuery(
    api.setup.inspectLocation.queryOptions({
      input: { folder: state.suggestedFolder },
      enabled: state.step === 'account',
    }),
  );

  function go(step: Step): void {
    setChosen(step);
    refresh();
  }

  const step = chosen ?? stepToContinue(state, typing, kept?.use === 'new');
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
    lookAt(waiting);
    setWaiting(null);
  }

  /** Looks at what is there; of a server whose keys were not kept they are asked for first. */
  function lookAt(source: CloudSource): void {
    if (source.kind === 'folder') keepPlace({ ...source, use: 'lost' });
    if (source.kind === 'server' && source.external.secretKey === '') setAsking({ begin: source });
    else setRestoring(source);
  }

  function leaveLost(): void {
    keepPlace(null);
    setAsking(null);
    setRestoring(null);
  }

  if (asking !== null)
    return (
      <WizardFrame step={state.owner === null ? 'welcome' : 'location'}>
        <ExistingStep
          begin={asking.begin}
          lastServer={lastServer}
          onBack={leaveLost}
          onFound={(source) => {
            setAsking(null);
            lookAt(source);
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
          onBack={leaveLost}
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
            if (waiting !== null) keepPlace(null);
            setWaiting(null);
            go('you');
          }}
          onExisting={() => setAsking({ begin: lost })}
          onRestore={lookAt}
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
          onRestore={lookAt}
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
