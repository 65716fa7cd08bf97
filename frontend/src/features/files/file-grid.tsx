/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- the rows in it are what one acts on */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that come and go while one scrolls cannot be a <table> */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { SortKey } from '../../../../electron/contract/drive.ts';
import { cn } from '../../ui/cn.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow, ROW_HEIGHT, SkeletonRow } from './grid-row.tsx';
import type { Selection } from './selection.ts';
import type { Sorting } from './sorting.ts';
import { useGridKeys } from './use-grid-keys.ts';

/** What any entry of a list needs; the rest is up to the columns. */
export interface GridItem {
  readonly id: string;
  readonly name: string;
}

/** A column. The first one holds the name and takes the room that is left. */
export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  /** Width and, for narrow windows, when it shows. */
  readonly className: string;
  /** Numbers stand at the far end of their column. */
  readonly end?: boolean;
  readonly sort?: SortKey;
  readonly cell: (item: Item) => ReactNode;
}

/** Where the keyboard goes to in a list: to a row, or to where it was before (the first row to begin with). */
export type Arrival = { readonly to: 'row'; readonly id: string } | { readonly to: 'list' };

export interface FileGridProps<Item extends GridItem> {
  /** What the list is called. */
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  /** Entries that are here already, of `total` in all. */
  readonly items: readonly Item[];
  readonly total: number;
  readonly loading: boolean;
  /** Asks for the next entries; called again for as long as some are missing where one looks. */
  readonly onMore: () => void;
  /** Whether there are entries that {@link onMore} can bring. */
  readonly hasMore: boolean;
  readonly sorting?: Sorting | undefined;
  readonly onSort?: ((column: SortKey) => void) | undefined;
  readonly selection: Selection;
  readonly onSelect: (change: (state: Selection) => Selection) => void;
  readonly onOpen?: ((item: Item) => void) | undefined;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onUp?: (() => void) | undefined;
  /** Where the keyboard goes as soon as the row is here, once for each value; null leaves it where it is. */
  readonly arrival?: Arrival | null;
  /** Menu of the rows; what it does, it does to the selection. */
  readonly menu: readonly MenuItem[];
}

/**
 * A list of files as an ARIA grid: one stop for the Tab key, arrows and letters within, and only the rows in sight
 * exist, so that ten thousand entries scroll like ten.
 */
export function FileGrid<Item extends GridItem>(props: FileGridProps<Item>) {
  const { label, columns, items, total, loading, selection, onMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const activeIndex = items.findIndex((item) => item.id === selection.active);
  const count = loading && items.length === 0 ? 8 : Math.max(total, items.length);
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // Room below the last row, so that what floats over the corner of the page never hides it.
    paddingEnd: count === 0 ? 0 : 96,
    initialRect: { width: 800, height: 600 },
    // The row that has the focus stays, or the focus would be lost when it is scrolled out of sight.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeIndex === -1 || shown.includes(activeIndex)
        ? shown
        : [...shown, activeIndex].toSorted((one, other) => one - other);
    },
  });
  const shown = rows.getVirtualItems();
  const lastShown = shown.findLast(({ index }) => index !== activeIndex)?.index ?? 0;
  const missing = lastShown >= items.length && items.length < total;
  useEffect(() => {
    if (missing) onMore();
  }, [missing, items.length, onMore]);

  const keys = useGridKeys({ ...props, activeIndex, scroller, virtualizer: rows });
  /** The menu is for the row below the pointer, or for all that is selected when the row is among that. */
  function aim(event: MouseEvent<HTMLElement>): void {
    const row = event.target instanceof Element ? event.target.closest('[role="row"]') : null;
    const over = row?.getAttribute('data-id') ?? null;
    if (over === null) event.preventDefault();
    else if (!selection.selected.has(over)) keys.pick(over, {});
  }

  const body = (
    <div
      ref={scroller}
      role="rowgroup"
      onContextMenu={aim}
      className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto [scrollbar-gutter:stable]"
    >
      <div role="presentation" className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return <SkeletonRow key={index} index={index} start={start} />;
          return (
            <GridRow
              key={item.id}
              id={`${id}-${item.id}`}
              item={item}
              index={index}
              start={start}
              columns={columns}
              selected={selection.selected.has(item.id)}
              reachable={activeIndex === -1 ? index === 0 : index === activeIndex}
              onPick={keys.pick}
              onToggle={keys.toggle}
              onOpen={props.onOpen}
            />
          );
        })}
      </div>
    </div>
  );
  return (
    <div
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={total + 1}
      aria-busy={loading}
      tabIndex={-1}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      onBlur={keys.onBlur}
      className={cn('@container flex min-h-0 flex-col outline-none', count > 0 && 'flex-1')}
    >
      <GridHeader columns={columns} sorting={props.sorting} onSort={props.onSort} onLeave={keys.focusRows} />
      <ContextMenu items={props.menu}>{body}</ContextMenu>
    </div>
  );
}
