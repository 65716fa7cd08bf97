import { ArrowLeft, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrashedNode } from '../../../../electron/contract/drive.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useTrashColumns } from './columns.tsx';
import { type Arrival, FileGrid } from './file-grid.tsx';
import { ListFailure } from './list-failure.tsx';
import { NOTHING_SELECTED } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useGridSelection } from './use-grid-selection.ts';
import { useLiveDrive } from './use-live-drive.ts';
import { useTrash } from './use-folder.ts';
import { useTrashActions } from './use-trash-actions.ts';

export interface TrashPageProps {
  readonly onBack: () => void;
}

/** What was deleted and can be put back, or deleted for ever. */
export function TrashPage({ onBack }: TrashPageProps) {
  const { t } = useTranslation();
  const trash = useTrash();
  const columns = useTrashColumns();
  const { selection, setSelection, selected } = useGridSelection(trash.items);
  const [deleting, setDeleting] = useState<readonly TrashedNode[] | 'all' | null>(null);
  const [returning, setReturning] = useState<Arrival | null>(null);
  const { restore, deleteForever } = useTrashActions();
  useLiveDrive(() => true);

  const ids = selected.map(({ id }) => id);
  const askDelete = (wanted: readonly string[]) => {
    const set = new Set(wanted);
    setDeleting(trash.items.filter(({ id }) => set.has(id)));
  };
  const loaded = trash.query.isSuccess;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={t('files.trash.title')}
        subtitle={t('files.trash.text')}
        actions={
          <>
            <Button icon={<ArrowLeft aria-hidden="true" />} onClick={onBack}>
              {t('files.trash.backToFiles')}
            </Button>
            {trash.total === 0 ? null : (
              <Button icon={<Trash2 aria-hidden="true" />} onClick={() => setDeleting('all')}>
                {t('files.trash.empty')}
              </Button>
            )}
          </>
        }
      />
      {trash.query.isError ? (
        <ListFailure error={trash.query.error} onRetry={() => void trash.query.refetch()} />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card">
          <SelectionBar
            count={selected.length}
            bytes={selected.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)}
            onClear={() => setSelection(NOTHING_SELECTED)}
            idle={loaded ? trash.total > 0 && t('files.entries', { count: trash.total }) : t('files.loading')}
          >
            <Button size="sm" icon={<RotateCcw aria-hidden="true" />} onClick={() => void restore(ids)}>
              {t('files.trash.restore')}
            </Button>
            <Button size="sm" icon={<Trash2 aria-hidden="true" />} onClick={() => askDelete(ids)}>
              {t('files.trash.deleteForever')}
            </Button>
          </SelectionBar>
          <FileGrid
            label={t('files.trash.list')}
            columns={columns}
            items={trash.items}
            total={trash.total}
            loading={trash.query.isPending}
            onMore={trash.onMore}
            hasMore={trash.hasMore}
            selection={selection}
            onSelect={setSelection}
            onDelete={askDelete}
            onUp={onBack}
            arrival={returning}
            menu={[
              {
                key: 'restore',
                label: t('files.trash.restore'),
                icon: <RotateCcw aria-hidden="true" />,
                onSelect: () => void restore(ids),
              },
              {
                key: 'delete',
                label: t('files.trash.deleteForever'),
                icon: <Trash2 aria-hidden="true" />,
                danger: true,
                separated: true,
                onSelect: () => askDelete(ids),
              },
            ]}
          />
          {loaded && trash.total === 0 ? (
            <EmptyState
              illustration="trash"
              className="flex-1"
              title={t('files.trash.emptyTitle')}
              text={t('files.trash.emptyText')}
            />
          ) : null}
        </div>
      )}
      {deleting === null ? null : (
        <DeleteForeverDialog
          deleting={deleting}
          total={trash.total}
          onDelete={() => deleteForever(deleting === 'all' ? null : deleting.map(({ id }) => id))}
          onClose={() => {
            setDeleting(null);
            setReturning({ to: 'list' });
          }}
        />
      )}
    </div>
  );
}

interface DeleteForeverDialogProps {
  readonly deleting: readonly TrashedNode[] | 'all';
  readonly total: number;
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
}

function DeleteForeverDialog({ deleting, total, onDelete, onClose }: DeleteForeverDialogProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const all = deleting === 'all';

  async function confirm(): Promise<void> {
    setBusy(true);
    await onDelete();
    onClose();
  }

  return (
    <ConfirmDialog
      open
      danger
      loading={busy}
      title={
        all
          ? t('files.trash.emptyAllTitle')
          : t('files.trash.foreverTitle', { count: deleting.length, name: deleting[0]?.name ?? '' })
      }
      description={all ? t('files.trash.emptyAllText', { count: total }) : t('files.trash.foreverText')}
      confirm={t(all ? 'files.trash.empty' : 'files.trash.deleteForever')}
      onConfirm={() => void confirm()}
      onOpenChange={onClose}
    />
  );
}
