import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { useTagNames } from '../../api/tags.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TagMark } from '../../ui/tag.tsx';
import { usePlacedColumns } from './columns.tsx';
import type { Arrival } from './file-grid.tsx';
import { ListFailure } from './list-failure.tsx';
import type { Reach } from './organise/drag-rules.ts';
import { type ListSurroundings, NodeList } from './node-list.tsx';
import { type Collection, useCollection } from './use-folder.ts';
import { useLiveDrive, useLiveReach } from './use-live-drive.ts';
import { useLook } from './use-look.ts';

export interface CollectionPageProps extends ListSurroundings {
  readonly of: Collection;
  /** Shows a folder with one of its entries selected; null is the top. */
  readonly onShowInFolder: (folderId: string | null, id: string) => void;
  /** Goes to where files are, when there is nothing here. */
  readonly onShowFiles: () => void;
}

/** Files and folders from anywhere: the favourites, the recent ones, or all with a tag. */
export function CollectionPage({ of, onShowInFolder, onShowFiles, ...surroundings }: CollectionPageProps) {
  const { t } = useTranslation();
  const tagName = useTagNames();
  const kind = typeof of === 'string' ? of : 'tag';
  const [look, setLook] = useLook(typeof of === 'string' ? of : `tag:${of.tag}`);
  const sortable = of !== 'recent';
  const list = useCollection(of, sortable ? look : null);
  const [arrival, setArrival] = useState<Arrival | null>(null);
  useLiveDrive(() => true);
  useLiveReach();
  const show = useCallback(
    (node: FoundNode) => onShowInFolder(node.path.at(-1)?.id ?? null, node.id),
    [onShowInFolder],
  );
  const columns = usePlacedColumns(show);
  const showById = ({ id }: DriveNode) => {
    const placed = list.items.find((node) => node.id === id);
    if (placed !== undefined) show(placed);
  };
  const title = typeof of === 'string' ? t(`views.${of}.title`) : tagName(of.tag);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={title}
        subtitle={
          typeof of === 'string' ? (
            t(`views.${of}.text`)
          ) : (
            <span className="flex items-center gap-2">
              <TagMark color={of.tag} />
              {t('views.tag.text')}
            </span>
          )
        }
      />
      {list.query.isError && list.items.length === 0 ? (
        <ListFailure error={list.query.error} onRetry={() => void list.query.refetch()} />
      ) : (
        <NodeList
          {...surroundings}
          label={t(`views.${kind}.list`, { name: title })}
          folderId={undefined}
          columns={columns}
          items={list.items}
          total={list.total}
          loading={list.query.isPending}
          onMore={list.onMore}
          onSight={list.onSight}
          hasMore={list.hasMore}
          look={look}
          onLook={setLook}
          sortable={sortable}
          reachOf={leastReach}
          arrival={arrival}
          onArrival={setArrival}
          onShowInFolder={showById}
          empty={
            <EmptyState
              illustration="files"
              className="min-h-0 flex-auto grow-[99]"
              title={t(`views.${kind}.emptyTitle`)}
              text={t(`views.${kind}.emptyText`)}
              action={<Button onClick={onShowFiles}>{t('space.goToFiles')}</Button>}
            />
          }
        />
      )}
    </div>
  );
}

/** What the person may do with all of these together. */
function leastReach(nodes: readonly FoundNode[]): Reach {
  const foreign = nodes.flatMap(({ owner }) => owner?.access ?? []);
  return foreign.includes('read') ? 'read' : foreign.length > 0 ? 'write' : 'own';
}
