/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that come and go while one scrolls cannot be a <table> */
import { memo, type ReactNode } from 'react';
import { cn } from '../../ui/cn.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { GridItem } from './file-grid.tsx';
import { Entry, entryAttributes, type EntryProps, Mark, type Place, placed, sameEntry } from './grid-row.tsx';
import { useHoverSettled } from './scrolling.ts';

interface GridTileProps<Item extends GridItem> extends EntryProps<Item> {
  /** `id` is where its description stands. */
  readonly tile: ((item: Item, id: string) => ReactNode) | undefined;
}

function PlainGridTile<Item extends GridItem>(props: GridTileProps<Item>) {
  const { id, item, index, tile, selected, faint, box } = props;
  const settled = useHoverSettled();
  return (
    <Entry
      box={box}
      item={item}
      {...entryAttributes(props)}
      aria-rowindex={index + 1}
      aria-describedby={`${id}-about`}
      className={cn(
        'group absolute top-0 left-0 flex cursor-default rounded-xl border text-sm select-none',
        'focus-visible:z-1 focus-visible:outline-offset-1',
        selected
          ? 'border-accent bg-accent-soft'
          : 'border-line bg-surface hover:border-line-strong hover:bg-hover',
        'data-over:border-accent data-over:bg-accent-soft data-over:ring-2 data-over:ring-accent',
        'data-refused:cursor-not-allowed data-refused:opacity-45',
        faint && 'opacity-55',
      )}
    >
      <div role="gridcell" className="relative flex min-w-0 flex-1 flex-col">
        {settled || selected ? (
          <Mark
            selected={selected}
            className="absolute top-2 left-2 z-1 m-0 p-0 pr-2 pb-2 touch:top-0 touch:left-0 touch:m-0 touch:p-3"
          />
        ) : null}
        {tile?.(item, `${id}-about`)}
      </div>
    </Entry>
  );
}

/** One entry as a tile. Memoised, as rows are. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- memo forgets that the tile is generic
export const GridTile = memo(PlainGridTile, sameEntry) as typeof PlainGridTile;

/** Holds the place of a tile that is on its way. */
export function SkeletonTile(place: Place) {
  return (
    <div
      aria-hidden="true"
      className="absolute top-0 left-0 flex flex-col gap-3 rounded-xl border border-line p-3"
      style={placed(place)}
    >
      <Skeleton className="flex-1 rounded-lg" />
      <Skeleton className="h-3.5 w-3/4" />
      <Skeleton className="h-3 w-1/3" />
    </div>
  );
}
