import { type RefObject, useEffect, useId } from 'react';
import type { FileGridProps, GridItem } from './file-grid.tsx';
import { leftOf } from './grid-layout.ts';
import { GridRow, SkeletonRow } from './grid-row.tsx';
import { GridTile, SkeletonTile } from './grid-tile.tsx';
import { MotionContext } from './scrolling.ts';
import type { SelectHow } from './selection.ts';
import type { GridLines } from './use-grid-lines.ts';

interface GridBodyProps<Item extends GridItem> extends FileGridProps<Item> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly lines: GridLines;
  readonly activeIndex: number;
  readonly onPick: (id: string, how: SelectHow) => void;
  readonly onToggle: (id: string) => void;
  readonly onTap: (item: Item) => void;
}

/** The entries in sight, each at its place. */
export function GridBody<Item extends GridItem>(props: GridBodyProps<Item>) {
  const { view = 'list', columns, tile, items, total, count, selection, onMore, lines, activeIndex } = props;
  const { layout, height, shown, firstSeen, lastSeen } = lines;
  const id = useId();
  const missingFrom = lastSeen >= items.length && items.length < total ? items.length : -1;
  useEffect(() => {
    if (missingFrom !== -1) onMore();
  }, [missingFrom, onMore]);
  const { onSight } = props;
  useEffect(() => {
    onSight?.(firstSeen, lastSeen);
  }, [firstSeen, lastSeen, onSight]);

  const entries = [];
  for (const { index: line, start } of shown)
    for (let at = 0; at < layout.columns; at += 1) {
      const index = line * layout.columns + at;
      if (index >= count) break;
      const item = items[index];
      const place = { left: leftOf(layout, index), top: start, width: layout.width, height: layout.height };
      if (item === undefined) {
        entries.push(
          view === 'list' ? (
            <SkeletonRow key={index} index={index} {...place} />
          ) : (
            <SkeletonTile key={index} {...place} />
          ),
        );
        continue;
      }
      const common = {
        id: `${id}-${item.id}`,
        item,
        index,
        ...place,
        box: props.box,
        selected: selection.selected.has(item.id),
        faint: props.faint?.has(item.id) === true,
        // The one row that the Tab key leads to.
        reachable: activeIndex === -1 ? index === 0 : index === activeIndex,
        onPick: props.onPick,
        onToggle: props.onToggle,
        onTap: props.onTap,
        onOpen: props.onOpen,
      };
      entries.push(
        view === 'list' ? (
          <GridRow key={item.id} {...common} columns={columns} />
        ) : (
          <GridTile key={item.id} {...common} tile={tile} />
        ),
      );
    }
  return (
    <MotionContext value={lines.motion}>
      <div role="presentation" className="relative w-full" style={{ height }}>
        {entries}
      </div>
    </MotionContext>
  );
}
