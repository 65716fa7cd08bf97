import { useMutation, useQuery } from '@tanstack/react-query';
import { FolderOpen, HardDriveDownload, LogOut, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { useFailureToast } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { useLiveGrants } from '../../api/sharing.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

interface GrantsListProps {
  /** What others share with the person, or what the person shares with others. */
  readonly which: 'received' | 'given';
  /** Null is the person's own files. */
  readonly onOpenFolder: (folderId: string | null) => void;
  /** Keeps a copy of what was received. */
  readonly onCopyToMine?: ((folder: { readonly id: string; readonly name: string }) => void) | undefined;
}

/** Folders shared between people with accounts. */
export function GrantsList({ which, onOpenFolder, onCopyToMine }: GrantsListProps) {
  const { t } = useTranslation();
  const failed = useFailureToast();
  useLiveGrants();
  const { data, error, refetch } = useQuery(api.grants[which].queryOptions({ staleTime: 0 }));
  const [leaving, setLeaving] = useState<Grant | null>(null);
  const changed = { onSuccess: () => void refetch(), onError: failed };
  const leave = useMutation(api.grants.leave.mutationOptions(changed));
  const withdraw = useMutation(api.grants.withdraw.mutationOptions(changed));
  if (data === undefined)
    return error === null ? (
      <Skeleton className="h-40 w-full" />
    ) : (
      <FailureCard failure={toFailure(error)} actions={{ retry: () => void refetch() }} />
    );
  if (data.length === 0)
    return (
      <EmptyState
        illustration="people"
        title={t(`sharing.grants.${which}.emptyTitle`)}
        text={t(`sharing.grants.${which}.emptyText`)}
        action={
          which === 'given' ? (
            <Button onClick={() => onOpenFolder(null)}>{t('space.goToFiles')}</Button>
          ) : undefined
        }
        className="pt-10"
      />
    );
  return (
    <>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {data.map((grant) => (
          <li
            key={grant.id}
            aria-label={grant.folder.name}
            className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line px-4 py-4 last:border-b-0"
          >
            <Facts grant={grant} which={which} />
            <div className="flex flex-wrap gap-2">
              <Button
                size="sm"
                icon={<FolderOpen aria-hidden="true" />}
                onClick={() => onOpenFolder(grant.folder.id)}
              >
                {t('sharing.grants.open')}
              </Button>
              {onCopyToMine === undefined ? null : (
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<HardDriveDownload aria-hidden="true" />}
                  onClick={() => onCopyToMine(grant.folder)}
                >
                  {t('views.copyToMine')}
                </Button>
              )}
              {which === 'received' ? (
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<LogOut aria-hidden="true" />}
                  onClick={() => setLeaving(grant)}
                >
                  {t('sharing.grants.leave')}
                </Button>
              ) : (
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<X aria-hidden="true" />}
                  onClick={() => withdraw.mutate({ id: grant.id })}
                >
                  {t('sharing.grants.withdraw')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {leaving === null ? null : (
        <ConfirmDialog
          open
          onOpenChange={() => setLeaving(null)}
          title={t('sharing.grants.leaveTitle', { name: leaving.folder.name })}
          description={t('sharing.grants.leaveText', { person: leaving.owner.name })}
          confirm={t('sharing.grants.leave')}
          onConfirm={() => {
            leave.mutate({ id: leaving.id });
            setLeaving(null);
          }}
        />
      )}
    </>
  );
}

function Facts({ grant, which }: { readonly grant: Grant; readonly which: GrantsListProps['which'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { folder, owner, person, access, since } = grant;
  const who =
    which === 'received'
      ? t('sharing.grants.from', { person: owner.name })
      : person === null
        ? t('sharing.grants.withEveryone')
        : t('sharing.grants.with', { person: person.name });
  return (
    <div className="min-w-48 flex-1">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium wrap-anywhere">{folder.name}</span>
        <Badge tone="neutral">{t(`sharing.people.access.${access}`)}</Badge>
      </p>
      <p className="mt-1 text-sm text-muted">
        {who} · {t('sharing.grants.since', { day: format.date(since) })}
      </p>
    </div>
  );
}
