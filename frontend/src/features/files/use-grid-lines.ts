import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { type GridLayout, layoutOf, linesFor, type View } from './grid-layout.ts';
import { type Motion, motionOf, type Passing, passingOn } from './scrolling.ts';

interface GridLinesInput {
  readonly view: View;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Entries, those on their way included. */
  readonly count: number;
  /** The entry that the keyboard stands on; -1 for none. */
  readonly activeIndex: number;
}

/** The lines of a view that are in sight, and how to bring others there. */
export interface GridLines {
  readonly layout: GridLayout;
  /** Height of all lines, in CSS pixels. */
  readonly height: number;
  /** Lines that exist, with their distances from the top. */
  readonly shown: readonly { readonly index: number; readonly start: number }[];
  /** The first and the last entry that are looked at. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly motion: Motion;
  /** Scrolls as far as needed to bring an entry into sight. */
  readonly reveal: (index: number) => void;
}

/** Room before it has been measured, in CSS pixels. */
const FIRST_ROOM = 800;
/** Lines of a list beyond the edges of what is in sight. */
const OVERSCAN = 3;

/** Places the entries of a view in the room there is, and follows the scrolling. */
export function useGridLines({ view, scroller, count, activeIndex }: GridLinesInput): GridLines {
  const room = useRoom(scroller);
  const layout = useMemo(() => layoutOf(view, room), [view, room]);
  const { height, gap, padding, columns } = layout;
  const activeLine = activeIndex === -1 ? -1 : Math.floor(activeIndex / columns);
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const virtualizer = useVirtualizer({
    count: linesFor(layout, count),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    gap,
    overscan: view === 'list' ? OVERSCAN : 1,
    paddingStart: padding,
    // Room below the last line, so that what floats over the corner of the page never hides it.
    paddingEnd: count === 0 ? 0 : 96,
    scrollPaddingStart: padding,
    scrollPaddingEnd: padding,
    initialRect: { width: FIRST_ROOM, height: 600 },
    // The line that has the focus stays, or the focus would be lost when it is scrolled out of sight.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeLine === -1 || activeLine >= range.count || shown.includes(activeLine)
        ? shown
        : [...shown, activeLine].toSorted((one, other) => one - other);
    },
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, height]);
  // The other view begins where one stood in this one.
  useLayoutEffect(() => {
    if (activeLine > 0) virtualizer.scrollToIndex(activeLine, { align: 'center' });
    // oxlint-disable-next-line react/exhaustive-deps -- for a change of the view alone
  }, [virtualizer, view]);
  const shown = virtualizer.getVirtualItems();
  const firstLine = shown.find(({ index }) => index !== activeLine)?.index ?? 0;
  const lastLine = shown.findLast(({ index }) => index !== activeLine)?.index ?? 0;
  const [before, setPassing] = useState<Passing>({ first: firstLine, last: lastLine, jumps: 0 });
  const passing = passingOn(before, firstLine, lastLine);
  if (passing !== before) setPassing(passing);
  return {
    layout,
    height: virtualizer.getTotalSize(),
    shown,
    firstSeen: firstLine * columns,
    lastSeen: lastLine * columns + columns - 1,
    motion: motionOf(virtualizer.isScrolling, passing),
    reveal: (index) => virtualizer.scrollToIndex(Math.floor(index / columns)),
  };
}

/** How wide the lines can be, in CSS pixels. */
function useRoom(scroller: RefObject<HTMLDivElement | null>): number {
  const [room, setRoom] = useState(FIRST_ROOM);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || globalThis.ResizeObserver === undefined) return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}
