/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that come and go while one scrolls cannot be a <table> */
/* oxlint-disable jsx-a11y/click-events-have-key-events -- the grid hears the keys of all its rows */
import { Check } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import { cn } from '../../ui/cn.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Column, GridItem } from './file-grid.tsx';
import type { SelectHow } from './selection.ts';

/** Height of every row, in CSS pixels. */
export const ROW_HEIGHT = 56;

interface GridRowProps<Item extends GridItem> {
  /** Beginning of the ids of the row's parts. */
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

const place = (start: number) => ({ height: ROW_HEIGHT, transform: `translateY(${String(start)}px)` });

function PlainGridRow<Item extends GridItem>(props: GridRowProps<Item>) {
  const { id, item, index, start, columns, selected, reachable, onPick, onToggle, onOpen } = props;

  function click(event: MouseEvent<HTMLElement>): void {
    if (event.target instanceof Element && event.target.closest('[data-mark]') !== null) onToggle(item.id);
    else onPick(item.id, { range: event.shiftKey, add: event.ctrlKey || event.metaKey });
  }

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={item.name}
      aria-describedby={columns
        .slice(1)
        .map(({ key }) => `${id}-${key}`)
        .join(' ')}
      data-id={item.id}
      tabIndex={reachable ? 0 : -1}
      onClick={click}
      onDoubleClick={() => onOpen?.(item)}
      className={cn(
        'group absolute inset-x-0 top-0 flex cursor-default items-center border-b border-line px-3 text-sm select-none',
        'focus-visible:z-1 focus-visible:rounded-md focus-visible:-outline-offset-2',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
      style={place(start)}
    >
      {columns.map(({ key, className, end, cell }, at) => (
        <div
          key={key}
          id={`${id}-${key}`}
          role="gridcell"
          className={cn('min-w-0 px-2', end === true && 'text-right', className)}
        >
          {at === 0 ? (
            <span className="flex min-w-0 items-center gap-3">
              <Mark selected={selected} />
              {cell(item)}
            </span>
          ) : (
            cell(item)
          )}
        </div>
      ))}
    </div>
  );
}

/** Memoised: while one scrolls or selects, only the rows that change are drawn again. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- memo forgets that the row is generic
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;

/** Where a click adds a row to the selection. The row itself says whether it is selected. */
function Mark({ selected }: { readonly selected: boolean }) {
  return (
    <span data-mark aria-hidden="true" className="-my-2 -ml-2 flex cursor-pointer py-2 pl-2">
      <span
        className={cn(
          'flex size-4.5 items-center justify-center rounded-[0.3125rem] border transition-opacity',
          selected
            ? 'border-accent bg-accent text-accent-ink'
            : 'border-line-strong bg-surface opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
        )}
      >
        {selected ? <Check className="size-3" strokeWidth={3.5} /> : null}
      </span>
    </span>
  );
}

/** Holds the place of a row that is on its way. */
export function SkeletonRow({ index, start }: { readonly index: number; readonly start: number }) {
  return (
    <div
      aria-hidden="true"
      className="absolute inset-x-0 top-0 flex items-center gap-4 border-b border-line px-5"
      style={place(start)}
    >
      <Skeleton className="ml-7 size-9 rounded-lg" />
      <Skeleton className={cn('h-3.5', index % 3 === 0 ? 'w-2/5' : index % 3 === 1 ? 'w-1/4' : 'w-1/3')} />
      <Skeleton className="ml-auto h-3.5 w-24" />
    </div>
  );
}
