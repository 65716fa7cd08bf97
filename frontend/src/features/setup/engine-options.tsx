import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BinaryCandidate, EngineChoice } from '../../../../electron/contract/engine.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ExternalForm } from './external-form.tsx';

type Source = BinaryCandidate['source'];
type Choice = Source | 'automatic' | 'external';

/** Who looks after the storage; the address of a server of one's own is known once it was checked. */
export type ServerChoice =
  | { readonly kind: 'managed' }
  | { readonly kind: 'external'; readonly endpoint: string | null };

interface EngineOptionsProps {
  readonly kind: 'managed' | 'external';
  readonly onServer: (server: ServerChoice) => void;
}

/** Which program or server keeps the bytes, for those who want to say. */
export function EngineOptions({ kind, onServer }: EngineOptionsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [choice, setChoice] = useState<Choice>(kind === 'external' ? 'external' : 'automatic');
  const options = useQuery(api.setup.engineOptions.queryOptions({ staleTime: 0 }));
  const choose = useMutation(api.setup.chooseEngine.mutationOptions());

  function pick(next: Choice): void {
    setChoice(next);
    onServer(next === 'external' ? { kind: 'external', endpoint: null } : { kind: 'managed' });
    if (next !== 'external') apply({ kind: 'managed', source: next === 'automatic' ? null : next });
  }

  function apply(engine: EngineChoice): void {
    choose.mutate(engine, {
      onSuccess() {
        if (engine.kind === 'external') onServer({ kind: 'external', endpoint: engine.external.endpoint });
      },
    });
  }

  if (options.error !== null)
    return (
      <FailureCard failure={toFailure(options.error)} actions={{ retry: () => void options.refetch() }} />
    );
  if (options.data === undefined)
    return (
      <output className="flex flex-col gap-2.5">
        <span className="sr-only">{t('setup.advanced.loading')}</span>
        <Skeleton className="h-16 rounded-xl" />
        <Skeleton className="h-16 rounded-xl" />
      </output>
    );

  const hint = ({ source, name, version, path, downloadBytes, outdated }: BinaryCandidate) => {
    const parts = [`${name} ${version}`];
    if (source === 'download' && downloadBytes !== null) parts.push(format.bytes(downloadBytes));
    if (path !== null) parts.push(path);
    if (outdated) parts.push(t('setup.advanced.outdated'));
    return parts.join(' · ');
  };
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-muted">{t('setup.advanced.text')}</p>
      <RadioCards<Choice>
        label={t('setup.advanced.program')}
        value={choice}
        onChange={pick}
        options={[
          {
            value: 'automatic',
            label: t('setup.advanced.automatic'),
            hint: t('setup.advanced.automaticHint'),
          },
          ...onePerSource(options.data.candidates).map((candidate) => ({
            value: candidate.source,
            label: t(`setup.advanced.sources.${candidate.source}`),
            hint: hint(candidate),
          })),
          { value: 'external', label: t('setup.advanced.external'), hint: t('setup.advanced.externalHint') },
        ]}
      />
      {choice === 'external' ? (
        <ExternalForm
          found={options.data.endpoints}
          loading={choose.isPending}
          error={choose.error}
          checked={choose.isSuccess}
          onCheck={(external) => apply({ kind: 'external', external })}
        />
      ) : choose.error === null ? null : (
        <FailureCard failure={toFailure(choose.error)} />
      )}
    </div>
  );
}

/** What is chosen is where a program comes from: the first of each source is the one that would be used. */
function onePerSource(candidates: readonly BinaryCandidate[]): BinaryCandidate[] {
  return [
    ...new Map(candidates.toReversed().map((candidate) => [candidate.source, candidate])).values(),
  ].toReversed();
}
