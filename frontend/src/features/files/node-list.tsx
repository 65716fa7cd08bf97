import { Clipboard } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { MenuItem } from '../../ui/menu-look.ts';
import { byFinger, useNarrow, useTouch } from '../../ui/use-media.ts';
import { DraggingContext, FileBox } from './file-box.tsx';
import { type Arrival, type Column, FileGrid } from './file-grid.tsx';
import { useFileTile } from './file-tile.tsx';
import type { Look } from './folder-looks.ts';
import { clear } from './selection.ts';
import { SelectionActs } from './selection-acts.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { nextSorting } from './sorting.ts';
import { shortcut } from './shortcut.ts';
import { StarContext } from './star-button.tsx';
import { useGridSelection } from './use-grid-selection.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import type { Reach } from './organise/drag-rules.ts';
import { useNodeActs } from './use-node-acts.tsx';
import { useNodeKeys } from './use-node-keys.ts';
import { useNodeMenu, useTagItems } from './use-node-menu.tsx';
import { ViewTools } from './view-tools.tsx';

/** What a list asks for when files are to be looked at. */
export interface LookRequest {
  /** What can be leafed through. */
  readonly nodes: readonly DriveNode[];
  /** The one to begin with. */
  readonly id: string;
  /** Called with the last one looked at. */
  readonly onClosed: (id: string) => void;
}

/** What stands around every list of files, whatever is in it. */
export interface ListSurroundings {
  readonly onOpenFolder: (folderId: string | null) => void;
  readonly onPreview: (request: LookRequest) => void;
  /** What is known of the selected ones, to stand beside the list. */
  readonly renderDetails: (nodes: readonly DriveNode[], onClose: () => void) => ReactNode;
  /** The earlier contents of a file, over the page. */
  readonly renderVersions: (node: DriveNode, onClose: () => void) => ReactNode;
}

interface NodeListProps<Node extends DriveNode> extends ListSurroundings {
  readonly label: string;
  /** The folder that is shown: null is the top, and undefined is no folder. */
  readonly folderId: string | null | undefined;
  readonly columns: readonly Column<Node>[];
  readonly items: readonly Node[];
  readonly total: number;
  readonly loading: boolean;
  readonly onMore: () => void;
  readonly onSight: (first: number, last: number) => void;
  readonly hasMore: boolean;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly sortable: boolean;
  readonly arrival: Arrival | null;
  readonly onArrival: (arrival: Arrival) => void;
  readonly onUp?: (() => void) | undefined;
  readonly onShowInFolder?: ((node: DriveNode) => void) | undefined;
  /** What the person may do with some of these, everything when absent; none are those that may come. */
  readonly reachOf?: ((nodes: readonly Node[]) => Reach) | undefined;
  /** What can be done in the place itself; pasting is added. */
  readonly placeItems?: readonly MenuItem[] | undefined;
  /** Stands there when nothing is in it. */
  readonly empty: ReactNode;
}

/** A list of files and folders, as lines or tiles, with all that can be done with them. */
export function NodeList<Node extends DriveNode>(props: NodeListProps<Node>) {
  const { items, total, loading, folderId, look, onLook, onArrival, onOpenFolder, onPreview } = props;
  const { reachOf = everything } = props;
  const { t } = useTranslation();
  const { selection, setSelection, selected } = useGridSelection(items);
  const frame = useKeptFocus(selected.length);
  const [waiting, setWaiting] = useState(false);
  const touch = useTouch();
  const narrow = useNarrow();

  const onLookAt = useCallback(
    (node: DriveNode) =>
      onPreview({
        nodes: items,
        id: node.id,
        // After a finger, the next tap is to open again.
        onClosed: (id) => onArrival({ to: 'row', id, select: !byFinger() }),
      }),
    [items, onPreview, onArrival],
  );
  const acts = useNodeActs({
    folderId,
    items,
    reach: reachOf(selected),
    onOpenFolder,
    onLook: onLookAt,
    onShowInFolder: props.onShowInFolder,
    renderVersions: props.renderVersions,
    onReturn: () => onArrival({ to: 'list' }),
  });
  const tagItems = useTagItems(selected, acts.setTags);
  const menu = useNodeMenu(selected, acts, tagItems);
  useNodeKeys(acts, selected);

  const star = useLatest(acts.setFavourite);
  const onStar = useCallback(
    (node: DriveNode, favourite: boolean) => star.current([node], favourite),
    [star],
  );
  const tile = useFileTile();
  const latestSelected = useLatest(selected);
  const latestReach = useLatest(reachOf);
  const latestItems = useLatest(items);
  const dragging = useMemo(
    () => ({
      nodesFor: (node: DriveNode) =>
        latestSelected.current.some(({ id }) => id === node.id) ? latestSelected.current : [node],
      folderId,
      reachOf: (nodes: readonly DriveNode[]) => {
        const ids = new Set(nodes.map(({ id }) => id));
        return latestReach.current(latestItems.current.filter(({ id }) => ids.has(id)));
      },
      touch,
    }),
    [latestSelected, latestReach, latestItems, folderId, touch],
  );

  const bytes = useMemo(() => selected.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0), [selected]);
  const placeMenu = props.placeItems && [
    ...props.placeItems,
    {
      key: 'paste',
      label: t('views.paste'),
      icon: <Clipboard aria-hidden="true" />,
      shortcut: shortcut('mod+V'),
      disabled: !acts.canPaste,
      separated: true,
      onSelect: acts.paste,
    },
  ];
  const askDelete = (ids: readonly string[]) => {
    const wanted = new Set(ids);
    acts.trash(items.filter(({ id }) => wanted.has(id)));
  };
  return (
    <div
      ref={frame}
      className="@container/list relative flex min-h-0 flex-1 overflow-hidden rounded-card border border-line bg-surface shadow-card narrow:rounded-none narrow:border-x-0 narrow:border-b-0 narrow:shadow-none"
    >
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <SelectionBar
          count={selected.length}
          bytes={bytes}
          onClear={() => setSelection(clear)}
          waiting={waiting ? t('views.selectingAll', { count: total }) : null}
          idle={loading ? t('files.loading') : total === 0 ? '' : t('files.entries', { count: total })}
          tools={
            <ViewTools
              look={look}
              onLook={onLook}
              sortable={props.sortable}
              // On a phone they are in the menu of what they are about.
              details={narrow ? undefined : { shown: acts.detailsShown, toggle: acts.toggleDetails }}
            />
          }
        >
          <SelectionActs nodes={selected} acts={acts} tagItems={tagItems} menu={menu} />
        </SelectionBar>
        <StarContext value={reachOf([]) === 'own' ? onStar : null}>
          <DraggingContext value={dragging}>
            <FileGrid
              label={props.label}
              view={look.view}
              columns={props.columns}
              tile={tile}
              items={items}
              total={total}
              loading={loading}
              onMore={props.onMore}
              onSight={props.onSight}
              hasMore={props.hasMore}
              sorting={props.sortable ? look : undefined}
              onSort={(column) => onLook({ ...look, ...nextSorting(look, column) })}
              selection={selection}
              onSelect={setSelection}
              onOpen={acts.open}
              onLook={acts.look}
              onDelete={askDelete}
              onUp={props.onUp}
              onWaiting={setWaiting}
              arrival={props.arrival}
              menu={menu}
              placeMenu={placeMenu}
              box={FileBox}
              faint={acts.clipboardIds}
            />
          </DraggingContext>
        </StarContext>
        {!loading && total === 0 ? props.empty : null}
      </div>
      {acts.detailsShown ? (
        <div className="absolute inset-y-0 right-0 z-10 flex shadow-float @3xl/list:static @3xl/list:shadow-none narrow:left-0">
          {props.renderDetails(selected, acts.toggleDetails)}
        </div>
      ) : null}
      {acts.dialogs}
    </div>
  );
}

const everything = (): Reach => 'own';

/** What was handed in last, for what is called later. */
function useLatest<Value>(value: Value) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
