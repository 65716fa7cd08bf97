import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FileLine } from './file-line.tsx';
import type { SpaceActs } from './space-acts.ts';

const FIRST = 8;
const ALL = 100;

/** The largest files, wherever they are. */
export function Largest(acts: SpaceActs) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { data, error, isError, refetch } = useQuery(
    api.space.largest.queryOptions({ input: { limit: ALL }, staleTime: 0 }),
  );
  const shown = data?.slice(0, all ? ALL : FIRST) ?? [];
  return (
    <Card title={t('space.largest.title')} className="@3xl:col-span-2">
      {isError && data === undefined ? (
        <FailureCard failure={toFailure(error)} actions={{ retry: () => void refetch() }} />
      ) : data === undefined ? (
        <Skeleton className="h-40 w-full" />
      ) : data.length === 0 ? (
        <p className="text-sm text-muted">{t('space.folders.empty')}</p>
      ) : (
        <ul className="-my-1.5 divide-y divide-line">
          {shown.map((node) => (
            <FileLine key={node.id} node={node} among={shown} {...acts} />
          ))}
        </ul>
      )}
      {data === undefined || data.length <= FIRST ? null : (
        <Button size="sm" variant="ghost" className="mt-4 -ml-3" onClick={() => setAll(!all)}>
          {t(all ? 'space.less' : 'space.more', { count: data.length })}
        </Button>
      )}
    </Card>
  );
}
