/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that come and go while one scrolls cannot be a <table> */
import { Check } from 'lucide-react';
import { type ComponentProps, type ComponentType, memo, type MouseEvent } from 'react';
import { cn } from '../../ui/cn.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { byFinger } from '../../ui/use-media.ts';
import type { Column, GridItem } from './file-grid.tsx';
import type { SelectHow } from './selection.ts';

/** What an entry is drawn in: a row of the grid, which may be dragged or dropped onto. */
export interface EntryBoxProps<Item> extends ComponentProps<'div'> {
  readonly item: Item;
}

/** Where an entry stands, in CSS pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What rows and tiles have alike. */
export interface EntryProps<Item extends GridItem> extends Place {
  /** Beginning of the ids of the row's parts. */
  readonly id: string;
  readonly item: Item;
  readonly index: number;
  readonly box: ComponentType<EntryBoxProps<Item>> | undefined;
  readonly selected: boolean;
  readonly faint: boolean;
  /** The one row that the Tab key leads to. */
  readonly reachable: boolean;
  readonly onPick: (id: string, how: SelectHow) => void;
  readonly onToggle: (id: string) => void;
  /** Pressed by a finger. */
  readonly onTap: (item: Item) => void;
  readonly onOpen: ((item: Item) => void) | undefined;
}

interface GridRowProps<Item extends GridItem> extends EntryProps<Item> {
  readonly columns: readonly Column<Item>[];
}

/** The place as a style. */
export function placed({ left, top, width, height }: Place) {
  return { width, height, transform: `translate(${String(left)}px, ${String(top)}px)` };
}

/** The attributes of a row or tile, with what pressing it does. */
export function entryAttributes<Item extends GridItem>(props: EntryProps<Item>) {
  const { item, selected, reachable, onPick, onToggle, onTap, onOpen } = props;
  return {
    role: 'row',
    'aria-selected': selected,
    'aria-label': item.name,
    'data-id': item.id,
    tabIndex: reachable ? 0 : -1,
    style: placed(props),
    onClick(event: MouseEvent<HTMLElement>): void {
      const on = (part: string): boolean =>
        event.target instanceof Element && event.target.closest(part) !== null;
      if (on('button')) return;
      if (on('[data-mark]')) onToggle(item.id);
      else if (byFinger()) onTap(item);
      else onPick(item.id, { range: event.shiftKey, add: event.ctrlKey || event.metaKey });
    },
    onDoubleClick(event: MouseEvent<HTMLElement>): void {
      if (
        event.target instanceof Element &&
        event.target.closest('button, [data-mark]') === null &&
        !byFinger()
      )
        onOpen?.(item);
    },
  };
}

/** The row itself, in the box that it is to be drawn in. */
export function Entry<Item>({
  box: Box,
  item,
  ...rest
}: EntryBoxProps<Item> & { readonly box: ComponentType<EntryBoxProps<Item>> | undefined }) {
  return Box === undefined ? <div {...rest} /> : <Box item={item} {...rest} />;
}

function PlainGridRow<Item extends GridItem>(props: GridRowProps<Item>) {
  const { id, item, index, columns, selected, faint, box } = props;
  return (
    <Entry
      box={box}
      item={item}
      {...entryAttributes(props)}
      aria-rowindex={index + 2}
      aria-describedby={columns
        .filter(({ control }, at) => at > 0 && control !== true)
        .map(({ key }) => `${id}-${key}`)
        .join(' ')}
      className={cn(
        'group absolute top-0 left-0 flex cursor-default items-center rounded-lg pr-1 pl-2 text-sm select-none',
        'after:absolute after:inset-x-2 after:bottom-0 after:h-px after:bg-line focus-visible:z-1 focus-visible:-outline-offset-2 focus-visible:after:hidden',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
        'data-over:bg-accent-soft data-over:ring-2 data-over:ring-accent data-over:ring-inset',
        'data-refused:cursor-not-allowed data-refused:opacity-45',
        faint && 'opacity-55',
      )}
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
    </Entry>
  );
}

/**
 * Whether an entry looks the same as before. The item itself is compared by what it holds: a list that was fetched
 * again has new items which mostly say the same.
 */
export function sameEntry<Props extends { readonly item: object }>(before: Props, after: Props): boolean {
  return sameFields(before, after, (key) => key === 'item' && sameFields(before.item, after.item, sameLists));
}

function sameFields(
  one: object,
  other: object,
  also: (key: string, one: unknown, other: unknown) => boolean,
): boolean {
  const [ones, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return (
    ones.length === others.size &&
    ones.every(([key, value]) => Object.is(value, others.get(key)) || also(key, value, others.get(key)))
  );
}

function sameLists(_: string, one: unknown, other: unknown): boolean {
  return Array.isArray(one) && Array.isArray(other) && JSON.stringify(one) === JSON.stringify(other);
}

/** Memoised: while one scrolls or selects, only the rows that change are drawn again. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- memo forgets that the row is generic
export const GridRow = memo(PlainGridRow, sameEntry) as typeof PlainGridRow;

/** Where a click adds a row to the selection. The row itself says whether it is selected. */
export function Mark({ selected, className }: { readonly selected: boolean; readonly className?: string }) {
  return (
    <span
      data-mark
      aria-hidden="true"
      className={cn(
        '-my-2 -ml-2 flex cursor-pointer py-2 pl-2 touch:-my-4 touch:-mr-2 touch:py-4 touch:pr-2',
        className,
      )}
    >
      <span
        className={cn(
          'flex size-4.5 items-center justify-center rounded-[0.3125rem] border transition-opacity',
          selected
            ? 'border-accent bg-accent text-accent-ink'
            : 'border-line-strong bg-surface opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 touch:opacity-100',
        )}
      >
        {selected ? <Check className="size-3" strokeWidth={3.5} /> : null}
      </span>
    </span>
  );
}

/** Holds the place of a row that is on its way. */
export function SkeletonRow({ index, ...place }: Place & { readonly index: number }) {
  return (
    <div
      aria-hidden="true"
      className="absolute top-0 left-0 flex items-center gap-4 px-3"
      style={placed(place)}
    >
      <Skeleton className="ml-7 size-9 rounded-lg" />
      <Skeleton className={cn('h-3.5', index % 3 === 0 ? 'w-2/5' : index % 3 === 1 ? 'w-1/4' : 'w-1/3')} />
      <Skeleton className="ml-auto h-3.5 w-24" />
    </div>
  );
}
