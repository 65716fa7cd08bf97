import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

interface ListCardProps<Item> {
  readonly title: string;
  readonly description?: string;
  /** What is listed, as far as it is known. */
  readonly query: {
    readonly data: readonly Item[] | undefined;
    readonly error: unknown;
    readonly isError: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** Said where there is nothing to list. */
  readonly none: string;
  /** How many are shown at first. */
  readonly first: number;
  readonly children: (shown: readonly Item[]) => ReactNode;
}

/** A list of which the beginning is shown, and all of it when asked for. */
export function ListCard<Item>({ query, none, first, children, ...words }: ListCardProps<Item>) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { data, error, isError, refetch } = query;
  return (
    <Card className="@3xl:col-span-2" {...words}>
      {isError && data === undefined ? (
        <FailureCard failure={toFailure(error)} actions={{ retry: () => void refetch() }} />
      ) : data === undefined ? (
        <Skeleton className="h-32 w-full" />
      ) : data.length === 0 ? (
        <p className="text-sm text-muted">{none}</p>
      ) : (
        children(all ? data : data.slice(0, first))
      )}
      {data === undefined || data.length <= first ? null : (
        <Button size="sm" variant="ghost" className="mt-4 -ml-3" onClick={() => setAll(!all)}>
          {t(all ? 'space.less' : 'space.more', { count: data.length })}
        </Button>
      )}
    </Card>
  );
}
