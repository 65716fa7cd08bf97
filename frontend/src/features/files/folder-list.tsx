import { Download, FolderOpen, Trash2, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { hasCode } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFileColumns } from './columns.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { type Arrival, FileGrid } from './file-grid.tsx';
import { ListFailure } from './list-failure.tsx';
import { NOTHING_SELECTED } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { nextSorting, type Sorting } from './sorting.ts';
import type { useFolder } from './use-folder.ts';
import { useDownload } from './use-upload.ts';
import { useGridSelection } from './use-grid-selection.ts';
import { useTrashActions } from './use-trash-actions.ts';

interface FolderListProps {
  readonly folder: ReturnType<typeof useFolder>;
  readonly folderId: string | null;
  /** Of the folder, for the list's own name. */
  readonly name: string;
  readonly sorting: Sorting;
  readonly onSorting: (sorting: Sorting) => void;
  readonly arrival: Arrival | null;
  /** Called after a dialog that took away the row it began on: the keyboard goes back to the list. */
  readonly onReturn: () => void;
  readonly onOpen: (folderId: string) => void;
  readonly onUp: (() => void) | undefined;
  readonly onTop: () => void;
  readonly onOpenTrash: () => void;
  readonly onChooseFiles: () => void;
}

/** What is in a folder, and what can be done with it. */
export function FolderList(props: FolderListProps) {
  const { folder, folderId, sorting, onUp } = props;
  const { t } = useTranslation();
  const columns = useFileColumns();
  const { selection, setSelection, selected } = useGridSelection(folder.items);
  const [deleting, setDeleting] = useState<readonly DriveNode[]>([]);
  const download = useDownload();
  const { trash } = useTrashActions();
  const selectedIds = selected.map(({ id }) => id);
  const askDelete = (ids: readonly string[]) => {
    const wanted = new Set(ids);
    setDeleting(folder.items.filter(({ id }) => wanted.has(id)));
  };
  const open = (node: DriveNode) => {
    if (node.kind === 'folder') props.onOpen(node.id);
    else void download([node.id]);
  };
  const entriesText = folder.query.isPending
    ? t('files.loading')
    : folder.total === 0
      ? ''
      : t('files.entries', { count: folder.total });
  const only = selected.length === 1 ? selected[0] : undefined;

  if (
    folder.query.isError &&
    (folder.items.length === 0 || hasCode(folder.query.error, 'FOLDER_GONE', 'NOT_FOUND'))
  )
    return (
      <ListFailure
        error={folder.query.error}
        onRetry={() => void folder.query.refetch()}
        onTop={onUp === undefined ? undefined : props.onTop}
      />
    );
  const empty = folder.query.isSuccess && folder.total === 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <SelectionBar
        count={selected.length}
        bytes={selected.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)}
        onClear={() => setSelection(NOTHING_SELECTED)}
        idle={
          <>
            <p>{entriesText}</p>
            <Button
              variant="ghost"
              size="sm"
              icon={<Trash2 aria-hidden="true" />}
              onClick={props.onOpenTrash}
            >
              {t('files.openTrash')}
            </Button>
          </>
        }
      >
        <Button size="sm" icon={<Download aria-hidden="true" />} onClick={() => void download(selectedIds)}>
          {t('files.download')}
        </Button>
        <Button size="sm" icon={<Trash2 aria-hidden="true" />} onClick={() => askDelete(selectedIds)}>
          {t('files.delete')}
        </Button>
      </SelectionBar>
      <FileGrid
        label={t('files.list', { folder: props.name })}
        columns={columns}
        items={folder.items}
        total={folder.total}
        loading={folder.query.isPending}
        onMore={folder.onMore}
        hasMore={folder.hasMore}
        sorting={sorting}
        onSort={(column) => props.onSorting(nextSorting(sorting, column))}
        selection={selection}
        onSelect={setSelection}
        onOpen={open}
        onDelete={askDelete}
        onUp={onUp}
        arrival={props.arrival}
        menu={[
          ...(only === undefined
            ? []
            : [
                {
                  key: 'open',
                  label: t('files.open'),
                  icon: <FolderOpen aria-hidden="true" />,
                  disabled: only.kind !== 'folder',
                  onSelect: () => open(only),
                },
              ]),
          {
            key: 'download',
            label: t('files.download'),
            icon: <Download aria-hidden="true" />,
            onSelect: () => void download(selectedIds),
          },
          {
            key: 'delete',
            label: t('files.delete'),
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            separated: true,
            onSelect: () => askDelete(selectedIds),
          },
        ]}
      />
      {empty ? (
        <EmptyState
          illustration="files"
          className="min-h-0 flex-auto grow-[99]"
          title={t(folderId === null ? 'files.emptyTopTitle' : 'files.emptyTitle')}
          text={t('files.emptyText')}
          action={
            <Button icon={<Upload aria-hidden="true" />} onClick={props.onChooseFiles}>
              {t('files.chooseFiles')}
            </Button>
          }
        />
      ) : null}
      {deleting.length > 0 ? (
        <DeleteDialog
          items={deleting}
          onDelete={() => trash(deleting)}
          onClose={() => {
            setDeleting([]);
            props.onReturn();
          }}
        />
      ) : null}
    </div>
  );
}
