import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CareState } from '../../../../electron/contract/care.ts';
import { client } from '../../api/client.ts';
import { usePageSettings } from '../../api/desktop.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CheckReport } from './check-report.tsx';

type Checking = Extract<CareState, { status: 'checking' }>;

/** Lets the cloud check and repair itself. The work is done in the core: this only watches. */
export function CheckCard() {
  const { t } = useTranslation();
  const { language } = usePageSettings();
  const [state, hear] = useState<CareState | null>(null);
  useStream((signal) => client.care.watch(undefined, { signal }), hear);
  const check = useMutation(api.care.check.mutationOptions());
  const begin = (repair: boolean) => check.mutate({ repair, language });
  const report = state?.status === 'idle' ? state.report : null;
  const failure =
    check.error !== null ? toFailure(check.error) : state?.status === 'idle' ? state.failure : null;
  const busy = state === null || state.status === 'checking' || check.isPending;
  const repairable = report !== null && !report.repair && report.counts.length > 0;

  return (
    <Card
      title={t('care.check.title')}
      description={t('care.check.text')}
      action={
        <div className="flex shrink-0 gap-2.5">
          <Button disabled={busy} onClick={() => begin(false)}>
            {t(report === null ? 'care.check.look' : 'care.check.again')}
          </Button>
          {repairable ? (
            <Button variant="primary" disabled={busy} onClick={() => begin(true)}>
              {t('care.check.repair')}
            </Button>
          ) : null}
        </div>
      }
    >
      {state === null ? (
        <Skeleton className="h-12" />
      ) : state.status === 'checking' ? (
        <Running state={state} />
      ) : failure !== null ? (
        <FailureCard failure={failure} actions={{ retry: () => begin(false) }} />
      ) : report === null ? (
        <p className="text-sm text-muted">{t('care.check.never')}</p>
      ) : (
        <CheckReport report={report} />
      )}
    </Card>
  );
}

function Running({ state }: { readonly state: Checking }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { stage, done, total } = state;
  const share = total === null || total === 0 ? null : done / total;
  return (
    <div>
      <output className="block text-sm">{t(`care.check.stages.${stage}`)}</output>
      <Progress label={t('care.check.progress')} value={share} className="mt-3" />
      <p className="mt-2 min-h-4 text-xs text-muted tabular-nums">
        {total === null || share === null
          ? null
          : `${t('care.check.amount', { done, total })} · ${format.percent(share)}`}
      </p>
    </div>
  );
}
