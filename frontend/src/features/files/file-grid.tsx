/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- the rows in it are what one acts on */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that come and go while one scrolls cannot be a <table> */
import {
  type ComponentType,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { SortKey } from '../../../../electron/contract/drive.ts';
import { cn } from '../../ui/cn.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';
import { GridBody } from './grid-body.tsx';
import { GridHeader } from './grid-header.tsx';
import type { View } from './grid-layout.ts';
import type { EntryBoxProps } from './grid-row.tsx';
import { clear, type Selection } from './selection.ts';
import type { Sorting } from './sorting.ts';
import { useHold } from './use-hold.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridLines } from './use-grid-lines.ts';
import { useLasso } from './use-lasso.tsx';

/** What any entry of a list needs; the rest is up to the columns. */
export interface GridItem {
  readonly id: string;
  readonly name: string;
}

/** A column. The first one holds the name and takes the room that is left. */
export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  /** Says the title to screen readers only. */
  readonly untitled?: boolean;
  /** Width and, for narrow windows, when it shows. */
  readonly className: string;
  /** Numbers stand at the far end of their column. */
  readonly end?: boolean;
  readonly sort?: SortKey;
  readonly cell: (item: Item) => ReactNode;
  /** True where the cell is something to press, and nothing that describes the entry. */
  readonly control?: boolean;
}

/**
 * Where the keyboard goes to in a list: to a row, which may be selected too, or to where it was before (the first row to
 * begin with).
 */
export type Arrival =
  | { readonly to: 'row'; readonly id: string; readonly select?: boolean }
  | { readonly to: 'list' };

export interface FileGridProps<Item extends GridItem> {
  /** What the list is called. */
  readonly label: string;
  readonly view?: View;
  readonly columns: readonly Column<Item>[];
  /** What a tile shows of an entry, for the view of that name. `id` is where its description stands. */
  readonly tile?: (item: Item, id: string) => ReactNode;
  /** Entries that are here already, of `total` in all. */
  readonly items: readonly Item[];
  readonly total: number;
  readonly loading: boolean;
  /** Asks for the next entries; called again for as long as some are missing where one looks. */
  readonly onMore: () => void;
  /** Told the places of the first and the last entry that are looked at. */
  readonly onSight?: ((first: number, last: number) => void) | undefined;
  /** Whether there are entries that {@link onMore} can bring. */
  readonly hasMore: boolean;
  readonly sorting?: Sorting | undefined;
  readonly onSort?: ((column: SortKey) => void) | undefined;
  readonly selection: Selection;
  readonly onSelect: (change: (state: Selection) => Selection) => void;
  readonly onOpen?: ((item: Item) => void) | undefined;
  /** The space bar; without it, that marks. */
  readonly onLook?: ((item: Item) => void) | undefined;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onUp?: (() => void) | undefined;
  /** Told while all entries were asked for and not all of them are here. */
  readonly onWaiting?: ((waiting: boolean) => void) | undefined;
  /** Where the keyboard goes as soon as the row is here, once for each value; null leaves it where it is. */
  readonly arrival?: Arrival | null;
  /** Menu of the rows; what it does, it does to the selection. */
  readonly menu: readonly MenuItem[];
  /** Menu of the place itself, where there is no row; none without it. */
  readonly placeMenu?: readonly MenuItem[] | undefined;
  /** What each entry is drawn in, for instance to be dragged. */
  readonly box?: ComponentType<EntryBoxProps<Item>> | undefined;
  /** Entries drawn faint, because they are about to leave. */
  readonly faint?: ReadonlySet<string> | undefined;
}

/**
 * Files as an ARIA grid, in lines or in tiles: one stop for the Tab key, arrows and letters within, and only the rows
 * in sight exist, so that a hundred thousand entries scroll like ten.
 */
export function FileGrid<Item extends GridItem>(props: FileGridProps<Item>) {
  const { label, view = 'list', columns, items, total, loading, selection, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [overRow, setOverRow] = useState(true);
  const activeIndex = useMemo(
    () => (selection.active === null ? -1 : items.findIndex(({ id }) => id === selection.active)),
    [items, selection.active],
  );
  const count = loading && items.length === 0 ? 8 : Math.max(total, items.length);
  const lines = useGridLines({ view, scroller, count, activeIndex });
  const keys = useGridKeys({ ...props, activeIndex, scroller, lines });
  const lasso = useLasso({
    scroller,
    layout: lines.layout,
    items,
    selection,
    onSelect,
    onEmptyClick: () => onSelect(clear),
  });

  /** The menu is for the row below the pointer, or for all that is selected when the row is among that. */
  function aim(event: MouseEvent<HTMLElement>): void {
    if (aimAt(event.target)) return;
    if (props.placeMenu === undefined) event.preventDefault();
    else onSelect(clear);
  }

  function aimAt(target: EventTarget): boolean {
    const row = target instanceof Element ? target.closest('[role="row"]') : null;
    const over = row?.getAttribute('data-id') ?? null;
    setOverRow(over !== null);
    if (over !== null && !selection.selected.has(over)) keys.pick(over, {});
    return over !== null;
  }

  const hold = useHold(aimAt);

  /** A finger opens, as it does everywhere on phones; once something is selected, it selects. */
  function tap(item: Item): void {
    if (hold.wasHeld()) return;
    if (selection.selected.size > 0 || props.onOpen === undefined) keys.toggle(item.id);
    else props.onOpen(item);
  }

  // The same function as long as the list is there, or every row would be drawn again for each change.
  const latestTap = useRef(tap);
  useEffect(() => {
    latestTap.current = tap;
  });
  const tapped = useCallback((item: Item) => latestTap.current(item), []);

  const list = view === 'list';
  return (
    <div
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={list ? total + 1 : total}
      aria-busy={loading}
      tabIndex={-1}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      onBlur={keys.onBlur}
      className={cn('@container flex min-h-0 flex-col outline-none', count > 0 && 'flex-1')}
    >
      {list ? (
        <GridHeader
          columns={columns}
          sorting={props.sorting}
          onSort={props.onSort}
          onLeave={keys.focusRows}
        />
      ) : null}
      <ContextMenu items={overRow ? props.menu : (props.placeMenu ?? [])}>
        <div
          ref={scroller}
          role="rowgroup"
          onContextMenu={aim}
          onPointerDown={(event) => {
            hold.onPointerDown(event);
            lasso.onPointerDown(event);
          }}
          className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto [scrollbar-gutter:stable]"
        >
          <GridBody
            // Lines of another height are other lines.
            key={view}
            {...props}
            scroller={scroller}
            count={count}
            lines={lines}
            activeIndex={activeIndex}
            onPick={keys.pick}
            onToggle={keys.toggle}
            onTap={tapped}
            onOpen={keys.open}
          />
          {lasso.drawing}
        </div>
      </ContextMenu>
    </div>
  );
}
