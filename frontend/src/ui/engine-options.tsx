import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BinaryCandidate, EngineChoice, ExternalEndpoint } from '../../../electron/contract/engine.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import { useFormat } from '../i18n/format.ts';
import { ExternalForm } from './external-form.tsx';
import { FailureCard } from './failure-card.tsx';
import { RadioCards } from './radio-cards.tsx';
import { Skeleton } from './skeleton.tsx';

type Source = BinaryCandidate['source'];
type Choice = Source | 'automatic' | 'external';

interface EngineOptionsProps {
  /** What can be used on this machine; undefined while it is looked for. */
  readonly options:
    | { readonly candidates: readonly BinaryCandidate[]; readonly endpoints: readonly string[] }
    | undefined;
  readonly kind: 'managed' | 'external';
  /** The kind may not change where files would be left behind. */
  readonly fixedKind?: boolean;
  /** A source was picked, or the form of a server was filled in to be checked. */
  readonly onChoose: (choice: EngineChoice) => void;
  /** A server of one's own was picked, and is still to be filled in. */
  readonly onExternal?: () => void;
  /** Where that server is: what was filled in before, and what is now. */
  readonly begin?: Partial<ExternalEndpoint> | null;
  readonly onFilled?: (server: Pick<ExternalEndpoint, 'endpoint' | 'region' | 'bucket'>) => void;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** The server that was filled in passed its check. */
  readonly checked: boolean;
}

/** Which program or server keeps the bytes, for those who want to say. */
export function EngineOptions(props: EngineOptionsProps) {
  const { options, kind, fixedKind = false, onChoose, onExternal, busy, failure, checked } = props;
  const { begin = null, onFilled } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [choice, setChoice] = useState<Choice>(kind === 'external' ? 'external' : 'automatic');

  if (options === undefined)
    return (
      <output className="flex flex-col gap-2.5">
        <span className="sr-only">{t('common.storage.loading')}</span>
        <Skeleton className="h-16 rounded-xl" />
        <Skeleton className="h-16 rounded-xl" />
      </output>
    );

  function pick(next: Choice): void {
    setChoice(next);
    if (next === 'external') onExternal?.();
    else onChoose({ kind: 'managed', source: next === 'automatic' ? null : next });
  }

  const about = ({ source, name, version, path, downloadBytes, outdated }: BinaryCandidate) =>
    [
      `${name} ${version}`,
      source === 'download' && downloadBytes !== null ? format.bytes(downloadBytes) : null,
      path,
      outdated ? t('common.storage.outdated') : null,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  const managed = [
    {
      value: 'automatic' as const,
      label: t('common.storage.automatic'),
      hint: t('common.storage.automaticHint'),
    },
    ...onePerSource(options.candidates).map((candidate) => ({
      value: candidate.source,
      label: t(`common.storage.sources.${candidate.source}`),
      hint: about(candidate),
    })),
  ];
  const external = {
    value: 'external' as const,
    label: t('common.storage.external'),
    hint: t('common.storage.externalHint'),
  };
  return (
    <div className="flex flex-col gap-5">
      {fixedKind && kind === 'external' ? null : (
        <RadioCards<Choice>
          label={t('common.storage.program')}
          value={choice}
          onChange={pick}
          options={fixedKind ? managed : [...managed, external]}
        />
      )}
      {choice === 'external' ? (
        <ExternalForm
          found={options.endpoints}
          loading={busy}
          failure={failure}
          checked={checked}
          begin={begin}
          onFilled={onFilled}
          onCheck={(server) => onChoose({ kind: 'external', external: server })}
        />
      ) : failure === null ? null : (
        <FailureCard failure={failure} />
      )}
    </div>
  );
}

/** What is chosen is where a program comes from: the first of each source is the one that would be used. */
function onePerSource(candidates: readonly BinaryCandidate[]): BinaryCandidate[] {
  const first = new Map<Source, BinaryCandidate>();
  for (const candidate of candidates)
    if (!first.has(candidate.source)) first.set(candidate.source, candidate);
  return [...first.values()];
}
