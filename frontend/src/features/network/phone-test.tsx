import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkVisit } from '../../../../electron/contract/network.ts';
import { client } from '../../api/client.ts';
import { toFailure } from '../../api/errors.ts';
import { useNetwork } from '../../api/network.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { deviceName } from './device-name.ts';

/** After this many milliseconds without a phone it is said what may be wrong. */
const SLOW_MS = 30_000;

interface PhoneTestProps {
  /** Names this test: another one is another address. */
  readonly round: string;
  readonly onVisited: () => void;
  readonly onAgain: () => void;
}

/** A code for the phone, and what becomes of it, live. */
export function PhoneTest({ round, onVisited, onAgain }: PhoneTestProps) {
  const begun = useQuery({
    ...api.network.beginVisit.queryOptions(),
    queryKey: [...api.network.beginVisit.queryKey(), round],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (begun.error !== null)
    return <FailureCard failure={toFailure(begun.error)} actions={{ retry: onAgain }} />;
  if (begun.data === undefined) return <Skeleton className="h-56" />;
  return <Waiting {...begun.data} onVisited={onVisited} onAgain={onAgain} />;
}

interface WaitingProps extends Omit<PhoneTestProps, 'round'> {
  readonly id: string;
  readonly url: string;
}

function Waiting({ id, url, onVisited, onAgain }: WaitingProps) {
  const { t } = useTranslation();
  const [visits, setVisits] = useState<readonly NetworkVisit[]>([]);
  const [slow, setSlow] = useState(false);
  const tell = useEffectEvent(onVisited);
  useStream(
    (signal) => client.network.watchVisit({ id }, { signal }),
    (event) => setVisits(event.visits),
  );
  useEffect(() => {
    if (visits.length > 0) tell();
  }, [visits.length]);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  const last = visits.at(-1);
  return (
    <section
      aria-label={t('network.test.title')}
      className="flex items-center gap-6 rounded-card border border-line p-5 narrow:flex-col narrow:items-stretch"
    >
      {last === undefined ? (
        <QrCode
          text={url}
          label={t('network.qr.label', { address: url })}
          className="w-44 shrink-0 narrow:w-full narrow:max-w-64 narrow:self-center"
        />
      ) : (
        <span className="flex size-16 shrink-0 items-center justify-center rounded-full bg-success-soft text-success-text narrow:self-center">
          <CircleCheck aria-hidden="true" className="size-9" />
        </span>
      )}
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2.5 text-sm">
        <p className="text-base font-semibold">
          {t(last === undefined ? 'network.test.title' : 'network.test.done')}
        </p>
        {last === undefined ? <p className="text-muted">{t('network.test.text')}</p> : null}
        <output className="block min-w-0 wrap-anywhere">
          {last === undefined ? (
            <span className="flex items-center gap-2 text-muted">
              <Spinner /> {t('network.test.waiting')}
            </span>
          ) : (
            <VisitWords visit={last} />
          )}
        </output>
        {slow && last === undefined ? <p>{t('network.test.slow')}</p> : null}
        {last === undefined ? (
          <CopyButton size="sm" text={url}>
            {t('network.copyAddress')}
          </CopyButton>
        ) : (
          <Button size="sm" onClick={onAgain}>
            {t('network.test.again')}
          </Button>
        )}
      </div>
    </section>
  );
}

function VisitWords({ visit }: { readonly visit: NetworkVisit }) {
  const { t } = useTranslation();
  const own = useNetwork()?.addresses.some(({ address }) => address === visit.address) ?? false;
  return (
    <>
      <span className="block font-medium text-success-text">
        {t('network.test.worked', { device: deviceName(visit.device, t('network.test.someDevice')) })}
      </span>
      {own ? <span className="mt-1 block">{t('network.test.workedHere')}</span> : null}
    </>
  );
}
