import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { Share } from '../../../../electron/contract/shares.ts';
import { client } from '../../api/client.ts';
import { toFailure } from '../../api/errors.ts';
import { useFailureToast } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EditShareDialog } from './edit-share-dialog.tsx';
import { type ShareAct, ShareRow } from './share-row.tsx';
import { useShares } from './use-shares.ts';
import { VisitsDialog } from './visits-dialog.tsx';

interface LinksListProps {
  readonly which: 'links' | 'requests';
  /** Shows where something is. */
  readonly onShow: (folderId: string | null, nodeId: string | null) => void;
}

/** Every link or every request of the person, those that can be used first. */
export function LinksList({ which, onShow }: LinksListProps) {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const [doing, setDoing] = useState<{ act: 'edit' | 'visits' | 'forget'; share: Share } | null>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useShares();
  if (data === undefined)
    return error === null ? (
      <Skeleton className="h-40 w-full" />
    ) : (
      <FailureCard failure={toFailure(error)} actions={{ retry: () => void refetch() }} />
    );
  const all = data.pages.flatMap(({ items }) => items);
  const wanted = all.filter(({ kind }) => (kind === 'request') === (which === 'requests'));
  const rank = ({ state }: Share) => (state === 'active' ? 0 : state === 'paused' ? 1 : 2);
  const shares = wanted.toSorted((a, b) => rank(a) - rank(b));

  async function run(act: ShareAct, share: Share): Promise<void> {
    const { id } = share;
    try {
      if (act === 'pause' || act === 'goOn') await client.shares.setPaused({ id, paused: act === 'pause' });
      else if (act === 'revoke') {
        await client.shares.revoke({ id });
        toast.success(t('sharing.revoked', { name: share.name }), {
          action: { label: t('sharing.acts.revive'), onClick: () => void run('revive', share) },
        });
      } else if (act === 'revive') await client.shares.revive({ id });
      else if (act === 'forget') await client.shares.forget({ id });
      await refetch();
    } catch (error_) {
      failed(error_);
    }
  }
  function choose(what: ShareAct, share: Share): void {
    if (what === 'edit' || what === 'visits' || what === 'forget') setDoing({ act: what, share });
    else if (what === 'show') onShow(share.folderId, share.kind === 'request' ? null : share.nodeId);
    else void run(what, share);
  }

  return (
    <>
      {shares.length === 0 && !hasNextPage ? (
        <EmptyState
          illustration="people"
          title={t(`sharing.list.${which}.emptyTitle`)}
          text={t(`sharing.list.${which}.emptyText`)}
          className="pt-10"
          action={
            which === 'links' ? (
              <Button onClick={() => onShow(null, null)}>{t('space.goToFiles')}</Button>
            ) : undefined
          }
        />
      ) : (
        <ul className="overflow-hidden rounded-card border border-line bg-surface">
          {shares.map((share) => (
            <ShareRow key={share.id} share={share} onAct={choose} />
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button className="mt-4" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('sharing.list.more')}
        </Button>
      ) : null}
      {doing?.act === 'edit' ? <EditShareDialog share={doing.share} onClose={() => setDoing(null)} /> : null}
      {doing?.act === 'visits' ? <VisitsDialog share={doing.share} onClose={() => setDoing(null)} /> : null}
      {doing?.act === 'forget' ? (
        <ConfirmDialog
          open
          title={t('sharing.forget.title', { name: doing.share.name })}
          description={t('sharing.forget.text')}
          confirm={t('sharing.acts.forget')}
          danger
          onConfirm={() => {
            void run('forget', doing.share);
            setDoing(null);
          }}
          onOpenChange={() => setDoing(null)}
        />
      ) : null}
    </>
  );
}
