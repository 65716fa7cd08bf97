import { useMutation } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../electron/contract/people.ts';
import type { SetupState } from '../../../../electron/contract/setup.ts';
import { client } from '../../api/client.ts';
import { logAction } from '../../api/desktop.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCard, type FailureHandlers } from '../../ui/failure-card.tsx';
import { Review } from './review.tsx';
import { Stages } from './stages.tsx';
import { StepFrame } from './step-frame.tsx';
import { advance, NOTHING_SEEN } from './wizard.ts';

interface InstallStepProps {
  readonly state: SetupState;
  readonly onChange: (what: 'owner' | 'folder' | 'source') => void;
  readonly onFinished: (owner: Person) => void;
}

/** The one button, and what happens after it. The work is done in the core: this only watches. */
export function InstallStep({ state, onChange, onFinished }: InstallStepProps) {
  const { t } = useTranslation();
  const [course, hear] = useReducer(advance, NOTHING_SEEN);
  useStream((signal) => client.setup.watch(undefined, { signal }), hear);
  const install = useMutation(api.setup.install.mutationOptions());
  const {
    mutate: finish,
    error: unfinished,
    isIdle,
  } = useMutation(api.setup.finish.mutationOptions({ onSuccess: onFinished }));
  const status = course.engine?.status ?? 'stopped';

  useEffect(() => {
    if (status === 'running' && isIdle) finish(undefined);
  }, [status, isIdle, finish]);

  const begin = () => install.mutate(undefined);
  const actions: FailureHandlers = {
    retry: begin,
    start: begin,
    chooseFolder: () => onChange('folder'),
    chooseSource: () => onChange('source'),
    changeServer: () => onChange('source'),
  };
  const showLog = logAction();
  if (showLog !== undefined) actions.showLog = showLog;
  const refused = install.error ?? unfinished;
  if (refused !== null) actions.retry = refused === unfinished ? () => finish(undefined) : begin;
  const failure = status === 'failed' ? course.engine?.failure : refused === null ? null : toFailure(refused);

  if (failure !== null && failure !== undefined && !install.isPending)
    return (
      <StepFrame
        key="failed"
        title={t('setup.install.failedTitle')}
        text={t('setup.install.failedText')}
        onBack={() => onChange('folder')}
      >
        <FailureCard failure={failure} actions={actions} />
        {course.seen.length === 0 ? null : <Stages course={course} />}
      </StepFrame>
    );
  if (status === 'stopped' && !install.isPending && !install.isSuccess)
    return (
      <StepFrame
        key="review"
        title={t('setup.install.title')}
        text={t('setup.install.text')}
        button={t('setup.install.button')}
        onBack={() => onChange('folder')}
        onContinue={begin}
      >
        <Review state={state} onChange={onChange} />
      </StepFrame>
    );
  const ready = status === 'running';
  return (
    <div className="animate-rise" aria-busy={!ready}>
      <h1 tabIndex={-1} className="text-3xl font-semibold tracking-tight text-balance">
        {t(ready ? 'setup.install.readyTitle' : 'setup.install.runningTitle')}
      </h1>
      <p className="mt-3 text-lg text-muted">
        {t(ready ? 'setup.install.readyText' : 'setup.install.runningText')}
      </p>
      <div className="mt-8">
        <Stages course={course} />
      </div>
      {course.engine?.stage === 'download' ? (
        <Button variant="ghost" className="mt-5 -ml-4 text-muted" onClick={() => onChange('source')}>
          {t('common.actions.chooseSource')}
        </Button>
      ) : null}
    </div>
  );
}
