import { Check } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import type { Column, GridItem } from './FileGrid.tsx';
import type { SelectHow } from './selection.ts';

/** Height of every row, in CSS pixels. */
export const ROW_HEIGHT = 56;

interface GridRowProps<Item extends GridItem> {
  readonly id: string;
  readonly item: Item;
  readonly index: number;
  /** Distance from the top of the list, in CSS pixels. */
  readonly start: number;
  readonly columns: readonly Column<Item>[];
  readonly selected: boolean;
  /** The one row that the Tab key leads to. */
  readonly reachable: boolean;
  readonly onPick: (id: string, how: SelectHow) => void;
  readonly onToggle: (id: string) => void;
  readonly onOpen: ((item: Item) => void) | undefined;
}

function PlainGridRow<Item extends GridItem>(props: GridRowProps<Item>) {
  const { id, item, index, start, columns, selected, reachable, onPick, onToggle, onOpen } = props;

  function click(event: MouseEvent<HTMLElement>): void {
    if ((event.target as HTMLElement).closest('[data-mark]') !== null) onToggle(item.id);
    else onPick(item.id, { range: event.shiftKey, add: event.ctrlKey || event.metaKey });
  }

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={item.name}
      aria-describedby={`${id}-about`}
      data-id={item.id}
      tabIndex={reachable ? 0 : -1}
      onClick={click}
      onDoubleClick={() => onOpen?.(item)}
      className={rowClass(selected)}
      style={{ height: ROW_HEIGHT, transform: `translateY(${String(start)}px)` }}
    >
      {columns.map(({ key, className, cell }, at) => (
        <div key={key} role="gridcell" className={className}>
          {at === 0 ? <Mark selected={selected} /> : null}
          {cell(item)}
        </div>
      ))}
    </div>
  );
}

/** Memoised: while one scrolls or selects, only the rows that change are drawn again. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;
