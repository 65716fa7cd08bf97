import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkState } from '../../../../electron/contract/network.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { CheckLine } from './check-line.tsx';
import { PhoneTest } from './phone-test.tsx';

/** "Can my phone reach me?": one line for each thing that may be in the way, and a test with a phone. */
export function DoctorCard({ network }: { readonly network: NetworkState }) {
  const { t } = useTranslation();
  const { mode, port, baseUrl, secure, failure } = network;
  const [testing, setTesting] = useState(0);
  const look = useQuery({
    ...api.network.examine.queryOptions(),
    // What was found is of this state of the network alone.
    queryKey: [...api.network.examine.queryKey(), mode, port, baseUrl, secure, failure?.code],
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  return (
    <Card
      title={t('network.doctor.title')}
      description={t('network.doctor.text')}
      action={
        <Button loading={look.isFetching} className="narrow:hidden" onClick={() => void look.refetch()}>
          {t('network.doctor.again')}
        </Button>
      }
    >
      {look.data === undefined ? (
        look.error === null ? (
          <output className="flex flex-col gap-3">
            <span className="flex items-center gap-2 text-sm text-muted">
              <Spinner /> {t('network.doctor.running')}
            </span>
            <Skeleton className="h-40" />
          </output>
        ) : (
          <FailureCard
            failure={toFailure(look.error)}
            actions={{ retry: () => void look.refetch() }}
            busy={look.isFetching}
          />
        )
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {look.data.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ul>
      )}
      <div className="mt-5 flex flex-col gap-4">
        {testing > 0 && baseUrl !== null ? (
          <PhoneTest
            key={`${String(testing)} ${baseUrl}`}
            round={`${String(testing)} ${baseUrl}`}
            onVisited={() => void look.refetch()}
            onAgain={() => setTesting((count) => count + 1)}
          />
        ) : (
          <Button
            variant="primary"
            className="self-start narrow:self-stretch"
            disabled={baseUrl === null}
            onClick={() => setTesting(1)}
          >
            {t('network.test.begin')}
          </Button>
        )}
        <Button
          loading={look.isFetching}
          className="hidden narrow:inline-flex"
          onClick={() => void look.refetch()}
        >
          {t('network.doctor.again')}
        </Button>
      </div>
    </Card>
  );
}
