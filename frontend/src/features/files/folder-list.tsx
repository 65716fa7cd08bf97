import { FolderPlus, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTouch } from '../../ui/use-media.ts';
import { useFileColumns } from './columns.tsx';
import type { Arrival } from './file-grid.tsx';
import type { Look } from './folder-looks.ts';
import { ListFailure } from './list-failure.tsx';
import { type ListSurroundings, NodeList } from './node-list.tsx';
import type { useFolder } from './use-folder.ts';

interface FolderListProps extends ListSurroundings {
  readonly folder: ReturnType<typeof useFolder>;
  readonly folderId: string | null;
  /** Of the folder, for the list's own name. */
  readonly name: string;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly arrival: Arrival | null;
  readonly onArrival: (arrival: Arrival) => void;
  readonly onUp: (() => void) | undefined;
  readonly onTop: () => void;
  readonly onChooseFiles: () => void;
  readonly onNewFolder: () => void;
}

/** What is in a folder, and what can be done with it. */
export function FolderList(props: FolderListProps) {
  const { folder, folderId, name, onUp, onTop, onChooseFiles, onNewFolder, ...rest } = props;
  const { t } = useTranslation();
  const touch = useTouch();
  const columns = useFileColumns();
  const { query } = folder;
  if (query.isError && (folder.items.length === 0 || hasCode(query.error, 'FOLDER_GONE', 'NOT_FOUND')))
    return (
      <ListFailure
        error={query.error}
        onRetry={() => void query.refetch()}
        onTop={onUp === undefined ? undefined : onTop}
      />
    );
  return (
    <NodeList
      {...rest}
      label={t('files.list', { folder: name })}
      folderId={folderId}
      columns={columns}
      items={folder.items}
      total={folder.total}
      loading={query.isPending}
      onMore={folder.onMore}
      onSight={folder.onSight}
      hasMore={folder.hasMore}
      sortable
      onUp={onUp}
      reachOf={() => folder.first?.shared?.access ?? 'own'}
      placeItems={
        folder.first?.shared?.access === 'read'
          ? undefined
          : [
              {
                key: 'folder',
                label: t('files.newFolder'),
                icon: <FolderPlus aria-hidden="true" />,
                onSelect: onNewFolder,
              },
              {
                key: 'upload',
                label: t('files.upload'),
                icon: <Upload aria-hidden="true" />,
                onSelect: onChooseFiles,
              },
            ]
      }
      empty={
        <EmptyState
          illustration="files"
          className="min-h-0 flex-auto grow-[99]"
          title={t(folderId === null ? 'files.emptyTopTitle' : 'files.emptyTitle')}
          text={t(touch ? 'browser.emptyText' : 'files.emptyText')}
          action={
            folder.first?.shared?.access === 'read' ? undefined : (
              <Button icon={<Upload aria-hidden="true" />} onClick={onChooseFiles}>
                {t('files.chooseFiles')}
              </Button>
            )
          }
        />
      }
    />
  );
}
