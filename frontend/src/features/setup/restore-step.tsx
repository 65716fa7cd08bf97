import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RestoreState } from '../../../../electron/contract/care.ts';
import type { CloudSource, SetupState } from '../../../../electron/contract/setup.ts';
import { client } from '../../api/client.ts';
import { logAction, usePageSettings } from '../../api/desktop.ts';
import { toFailure } from '../../api/errors.ts';
import { api, queryClient } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RestoreFound } from './restore-found.tsx';
import { keepPlace } from './kept-place.ts';
import { isSamePlace } from './same-place.ts';
import { StepFrame } from './step-frame.tsx';

interface RestoreStepProps {
  readonly source: CloudSource;
  readonly lastServer: SetupState['lastServer'];
  /** Whether somebody said who they are, and so can get what is found. */
  readonly hasOwner: boolean;
  readonly onBack: () => void;
  readonly onSayWho: () => void;
  /** Another folder, or another way to the server. */
  readonly onChange: () => void;
}

/** Brings a cloud back from its place: first what was found, then one button. The work is done in the core. */
export function RestoreStep(props: RestoreStepProps) {
  const { source, lastServer, hasOwner, onBack, onSayWho, onChange } = props;
  const { t } = useTranslation();
  const show = logAction();
  const showLog = show === undefined ? {} : { showLog: show };
  const { language } = usePageSettings();
  const [state, hear] = useState<RestoreState>({ status: 'idle' });
  const { mutate: look, error: refusedLook } = useMutation(api.setup.lookForCloud.mutationOptions());
  const restore = useMutation(api.setup.restore.mutationOptions());
  useEffect(() => {
    look(source);
  }, [look, source]);
  const listen = (next: RestoreState): void => {
    if (next.status === 'restarting') keepPlace(null);
    hear(next);
  };
  useStream((signal) => client.setup.watchRestore(undefined, { signal }), listen, {
    // The core comes back with the restored cloud: it is no longer the first run.
    onInterrupted: () => void queryClient.invalidateQueries({ queryKey: api.cloud.info.queryKey() }),
  });

  const refused = refusedLook ?? restore.error;
  const failure = state.status === 'failed' ? state.failure : refused === null ? null : toFailure(refused);
  if (failure !== null)
    return (
      <StepFrame
        key="failed"
        title={t('care.restore.failedTitle')}
        text={t('care.restore.failedText')}
        onBack={onBack}
        {...(failure.code === 'SETUP_INCOMPLETE'
          ? { button: t('care.restore.sayWho'), onContinue: onSayWho }
          : {})}
      >
        <FailureCard
          failure={failure}
          actions={{
            retry: () => look(source),
            ...(source.kind === 'folder' ? { chooseFolder: onChange } : { changeServer: onChange }),
            ...showLog,
          }}
        />
      </StepFrame>
    );
  if (state.status === 'found' && isSamePlace(state.place, source, lastServer)) {
    const possible = state.snapshotAt !== null || hasOwner;
    return (
      <StepFrame
        key="found"
        title={t('care.restore.foundTitle')}
        text={t(source.kind === 'folder' ? 'care.restore.foundText' : 'care.restore.foundServerText')}
        onBack={onBack}
        button={t(possible ? 'care.restore.offer' : 'care.restore.sayWho')}
        onContinue={() => (possible ? restore.mutate({ language }) : onSayWho())}
        loading={restore.isPending}
      >
        <RestoreFound found={state} />
        <Notice tone={state.snapshotAt === null ? 'warning' : 'info'}>
          {t(state.snapshotAt === null ? 'care.restore.willBeWithout' : 'care.restore.willBe')}
          {possible ? '' : ` ${t('care.restore.needsOwner')}`}
        </Notice>
      </StepFrame>
    );
  }
  return <Working state={state} />;
}

/** What goes on where nothing is to be decided. */
function Working({ state }: { readonly state: RestoreState }) {
  const { t } = useTranslation();
  const restoring = state.status === 'restoring' ? state : null;
  const ready = state.status === 'restarting';
  const what = ready ? 'restarting' : restoring === null ? 'looking' : 'running';
  const share =
    restoring?.total === null || restoring?.total === undefined || restoring.total === 0
      ? null
      : restoring.done / restoring.total;
  return (
    <div className="animate-rise" aria-busy={!ready}>
      <h1 className="text-3xl font-semibold tracking-tight text-balance">{t(`care.restore.${what}Title`)}</h1>
      <output className="mt-3 block text-lg text-muted">
        {restoring === null
          ? t(ready ? 'care.restore.restartingText' : 'care.restore.lookingText')
          : t(`care.restore.stages.${restoring.stage}`)}
      </output>
      <Progress label={t('care.restore.progress')} value={ready ? 1 : share} className="mt-8" />
    </div>
  );
}
