import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { toFailure } from '../../api/errors.ts';
import { api, queryClient } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** The copies of the records that the cloud keeps in itself, and one more at once. */
export function CopiesCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const copies = useQuery(api.care.snapshots.queryOptions());
  const make = useMutation(
    api.care.snapshot.mutationOptions({
      onSuccess() {
        toast.success(t('care.copies.made'));
        void queryClient.invalidateQueries({ queryKey: api.care.snapshots.queryKey() });
      },
    }),
  );
  const failure = make.error ?? copies.error;
  const newest = copies.data?.[0];
  return (
    <Card
      title={t('care.copies.title')}
      description={t('care.copies.text')}
      action={
        <Button loading={make.isPending} onClick={() => make.mutate(undefined)}>
          {t('care.copies.make')}
        </Button>
      }
    >
      {failure !== null ? (
        <FailureCard
          failure={toFailure(failure)}
          actions={{ retry: () => (make.error === null ? void copies.refetch() : make.mutate(undefined)) }}
        />
      ) : copies.data === undefined ? (
        <Skeleton className="h-5 w-72" />
      ) : newest === undefined ? (
        <p className="text-sm text-muted">{t('care.copies.none')}</p>
      ) : (
        <p className="text-sm text-muted">
          {t('care.copies.newest', {
            when: format.dateTime(newest.at),
            size: format.bytes(newest.bytes),
          })}{' '}
          {t('care.copies.count', { count: copies.data.length })}
        </p>
      )}
    </Card>
  );
}
