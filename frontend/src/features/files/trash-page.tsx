import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrashedNode } from '../../../../electron/contract/drive.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNarrow } from '../../ui/use-media.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { DeleteForeverDialog } from './delete-forever-dialog.tsx';
import { type Arrival, FileGrid } from './file-grid.tsx';
import { ListFailure } from './list-failure.tsx';
import { NOTHING_SELECTED } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useTrashColumns } from './trash-columns.tsx';
import { useGridSelection } from './use-grid-selection.ts';
import { useLiveDrive } from './use-live-drive.ts';
import { useTrash } from './use-folder.ts';
import { useTrashActions } from './use-trash-actions.ts';

export interface TrashPageProps {
  readonly onBack: () => void;
}

/** What was deleted and can be restored, or deleted for ever. */
export function TrashPage({ onBack }: TrashPageProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const format = useFormat();
  const trash = useTrash();
  const columns = useTrashColumns();
  const { selection, setSelection, selected } = useGridSelection(trash.items);
  const [deleting, setDeleting] = useState<readonly TrashedNode[] | 'all' | null>(null);
  const [returning, setReturning] = useState<Arrival | null>(null);
  const { restore, deleteForever } = useTrashActions();
  // Counted apart from what is in the folders; told by the same changes.
  const { data: usage } = useQuery(api.usage.summary.queryOptions({ staleTime: 0 }));
  const { data: kept } = useQuery(api.versions.retention.queryOptions());
  useLiveDrive(() => true);

  const loaded = trash.query.isSuccess;
  const bytes = usage?.mine.trash.bytes ?? null;
  const askDelete = (wanted: readonly string[]) => {
    const set = new Set(wanted);
    setDeleting(trash.items.filter(({ id }) => set.has(id)));
  };
  async function bringBack(): Promise<void> {
    await restore(selected);
    // The rows that the keyboard stood on are gone.
    setReturning({ to: 'list' });
  }

  const idle = loaded
    ? trash.total > 0 &&
      [
        t('files.entries', { count: trash.total }),
        ...(bytes === null ? [] : [t('organise.trash.uses', { size: format.bytes(bytes) })]),
      ].join(' · ')
    : t('files.loading');
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={t('organise.trash.title')}
        subtitle={
          // Two short lines leave the buttons beside them.
          <span className="block max-w-130 text-balance">
            {t('organise.trash.text')}{' '}
            {kept === undefined
              ? null
              : kept.trashDays === null
                ? t('organise.trash.keptAlways')
                : t('organise.trash.keptFor', { count: kept.trashDays })}
          </span>
        }
        actions={
          <>
            <Button className="narrow:hidden" icon={<ArrowLeft aria-hidden="true" />} onClick={onBack}>
              {t('organise.trash.backToFiles')}
            </Button>
            {trash.total === 0 ? null : (
              <Button icon={<Trash2 aria-hidden="true" />} onClick={() => setDeleting('all')}>
                {t('organise.trash.empty')}
              </Button>
            )}
          </>
        }
      />
      {trash.query.isError ? (
        <ListFailure error={trash.query.error} onRetry={() => void trash.query.refetch()} />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card narrow:rounded-none narrow:border-x-0 narrow:border-b-0 narrow:shadow-none">
          <SelectionBar
            count={selected.length}
            bytes={selected.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)}
            onClear={() => setSelection(NOTHING_SELECTED)}
            idle={idle}
          >
            <Button size="sm" icon={<RotateCcw aria-hidden="true" />} onClick={() => void bringBack()}>
              {t('organise.trash.restore')}
            </Button>
            {narrow ? (
              <IconButton
                size="sm"
                label={t('organise.trash.deleteForever')}
                icon={<Trash2 aria-hidden="true" />}
                onClick={() => setDeleting(selected)}
              />
            ) : (
              <Button size="sm" icon={<Trash2 aria-hidden="true" />} onClick={() => setDeleting(selected)}>
                {t('organise.trash.deleteForever')}
              </Button>
            )}
          </SelectionBar>
          <FileGrid
            label={t('organise.trash.list')}
            columns={columns}
            items={trash.items}
            total={trash.total}
            loading={trash.query.isPending}
            onMore={trash.onMore}
            onSight={trash.onSight}
            hasMore={trash.hasMore}
            selection={selection}
            onSelect={setSelection}
            onDelete={askDelete}
            onUp={onBack}
            arrival={returning}
            menu={[
              {
                key: 'restore',
                label: t('organise.trash.restore'),
                icon: <RotateCcw aria-hidden="true" />,
                onSelect: () => void bringBack(),
              },
              {
                key: 'delete',
                label: t('organise.trash.deleteForever'),
                icon: <Trash2 aria-hidden="true" />,
                danger: true,
                separated: true,
                onSelect: () => setDeleting(selected),
              },
            ]}
          />
          {loaded && trash.total === 0 ? (
            <EmptyState
              illustration="trash"
              className="flex-1"
              title={t('organise.trash.emptyTitle')}
              text={t('organise.trash.emptyText')}
            />
          ) : null}
        </div>
      )}
      {deleting === null ? null : (
        <DeleteForeverDialog
          nodes={deleting === 'all' ? null : deleting}
          whole={{ count: trash.total, bytes }}
          onDelete={() => deleteForever(deleting === 'all' ? null : deleting)}
          onClose={() => {
            setDeleting(null);
            setReturning({ to: 'list' });
          }}
        />
      )}
    </div>
  );
}
