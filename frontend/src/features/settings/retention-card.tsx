import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { Retention } from '../../../../electron/contract/versions.ts';
import { toFailure } from '../../api/errors.ts';
import { useFailureToast } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { choicesOf, keepsLess } from './retention.ts';

/** How long the trash and earlier versions are kept, for everybody in the cloud. */
export function RetentionCard() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(api.versions.retention.queryOptions());
  return (
    <Card title={t('preview.retention.title')} description={t('preview.retention.text')}>
      {data === undefined ? (
        error === null ? (
          <Skeleton className="h-10.5" />
        ) : (
          <FailureCard failure={toFailure(error)} actions={{ retry: () => void refetch() }} />
        )
      ) : (
        <RetentionForm key={JSON.stringify(data)} now={data} />
      )}
    </Card>
  );
}

function RetentionForm({ now }: { readonly now: Retention }) {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(now);
  const [asking, setAsking] = useState(false);
  const save = useMutation(
    api.versions.setRetention.mutationOptions({
      onSuccess(kept) {
        queries.setQueryData(api.versions.retention.queryKey(), kept);
        toast.success(t('preview.retention.saved'));
      },
      onError: failed,
      onSettled: () => setAsking(false),
    }),
  );
  const limits = ['trashDays', 'versionDays', 'versionCount'] as const;
  const changed = limits.some((limit) => wanted[limit] !== now[limit]);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (keepsLess(now, wanted)) setAsking(true);
    else save.mutate(wanted);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {limits.map((limit) => (
        <Select
          key={limit}
          label={t(`preview.retention.${limit}`)}
          value={String(wanted[limit])}
          onChange={(value) => setWanted({ ...wanted, [limit]: value === 'null' ? null : Number(value) })}
          options={choicesOf(limit, now[limit]).map((choice) => ({
            value: String(choice),
            label:
              choice === null
                ? t(limit === 'versionCount' ? 'preview.retention.noLimit' : 'preview.retention.forEver')
                : limit === 'versionCount'
                  ? choice === 0
                    ? t('preview.retention.noVersions')
                    : t('preview.retention.versions', { count: choice })
                  : t('preview.retention.days', { count: choice }),
          }))}
        />
      ))}
      <Button type="submit" className="self-start" disabled={!changed} loading={save.isPending && !asking}>
        {t('common.save')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        loading={save.isPending}
        title={t('preview.retention.lessTitle')}
        description={t('preview.retention.lessText')}
        confirm={t('common.save')}
        onConfirm={() => save.mutate(wanted)}
        onOpenChange={setAsking}
      />
    </form>
  );
}
