import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowDown, Eye, Inbox, KeyRound, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Share, ShareVisit } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EventLine } from '../../ui/event-line.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const ICONS: Readonly<Record<ShareVisit['kind'], LucideIcon>> = {
  opened: Eye,
  downloaded: ArrowDown,
  received: Inbox,
  wrongPassword: KeyRound,
};

/** Who used a share: what they did, when, with which device and from where. */
export function VisitsDialog({ share, onClose }: { readonly share: Share; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.shares.visits.infiniteOptions({
      input: (cursor: string | null) => ({ id: share.id, cursor }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      staleTime: 0,
    }),
  );
  const visits = data?.pages.flatMap(({ items }) => items);
  return (
    <Dialog open onOpenChange={onClose} title={t('sharing.visits.title', { name: share.name })}>
      {visits === undefined ? (
        error === null ? (
          <Skeleton className="h-32 w-full" />
        ) : (
          <FailureCard failure={toFailure(error)} actions={{ retry: () => void refetch() }} />
        )
      ) : visits.length === 0 ? (
        <p className="text-sm text-muted">{t('sharing.visits.empty')}</p>
      ) : (
        <>
          <ul className="-my-1 flex flex-col divide-y divide-line">
            {visits.map((visit) => (
              <Visit key={visit.id} visit={visit} />
            ))}
          </ul>
          {hasNextPage ? (
            <Button
              size="sm"
              className="mt-4"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {t('sharing.visits.more')}
            </Button>
          ) : null}
        </>
      )}
    </Dialog>
  );
}

function Visit({ visit }: { readonly visit: ShareVisit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, by, at, device, from, subject, bytes } = visit;
  const who = by ?? t('sharing.visits.somebody');
  return (
    <EventLine icon={ICONS[kind]} tone="accent" className="items-start">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {subject === null
            ? t(`sharing.visits.all.${kind}`, { who })
            : t(`sharing.visits.one.${kind}`, { who, subject })}
          {bytes === null ? null : <span className="text-muted"> · {format.bytes(bytes)}</span>}
        </p>
        <p className="text-xs text-muted">
          <time dateTime={at}>{format.dateTime(at)}</time> · {device} · {from}
        </p>
      </div>
    </EventLine>
  );
}
