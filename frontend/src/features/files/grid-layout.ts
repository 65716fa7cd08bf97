/** Lists of lines, or tiles side by side. */
export type View = 'list' | 'grid';

/** Where each entry of a view stands, in CSS pixels from the corner of what is scrolled. */
export interface GridLayout {
  /** Entries side by side. */
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** Between entries, both ways. */
  readonly gap: number;
  /** Around all entries. */
  readonly padding: number;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Height of every line of a list, in CSS pixels. */
const ROW_HEIGHT = 56;

const ROW_PADDING = 8;
const TILE_HEIGHT = 196;
const TILE_LEAST = 164;
/** So that the narrowest phones have two side by side. */
const TILE_LEAST_ON_PHONES = 148;
const PHONE = 480;
const TILE_GAP = 12;
const TILE_PADDING = 16;

/** The places of a view in so much room. */
export function layoutOf(view: View, room: number): GridLayout {
  if (view === 'list')
    return {
      columns: 1,
      width: Math.max(0, room - 2 * ROW_PADDING),
      height: ROW_HEIGHT,
      gap: 0,
      padding: ROW_PADDING,
    };
  const least = room < PHONE ? TILE_LEAST_ON_PHONES : TILE_LEAST;
  const inner = Math.max(least, room - 2 * TILE_PADDING);
  const columns = Math.max(1, Math.floor((inner + TILE_GAP) / (least + TILE_GAP)));
  return {
    columns,
    width: Math.floor((inner - (columns - 1) * TILE_GAP) / columns),
    height: TILE_HEIGHT,
    gap: TILE_GAP,
    padding: TILE_PADDING,
  };
}

/** How many lines so many entries take. */
export function linesFor({ columns }: GridLayout, count: number): number {
  return Math.ceil(count / columns);
}

/** How far an entry's column is from the left. */
export function leftOf({ columns, width, gap, padding }: GridLayout, index: number): number {
  return padding + (index % columns) * (width + gap);
}

/** The entries that a rectangle touches, in their order. */
export function indicesIn(layout: GridLayout, rect: Rect, count: number): number[] {
  const { columns, width, height, gap, padding } = layout;
  const between = (from: number, to: number, size: number, end: number): [number, number] => [
    Math.max(0, Math.floor((from - padding + gap) / (size + gap))),
    Math.min(end - 1, Math.floor((to - padding) / (size + gap))),
  ];
  const [firstLine, lastLine] = between(rect.top, rect.bottom, height, linesFor(layout, count));
  const [firstColumn, lastColumn] = between(rect.left, rect.right, width, columns);
  const touched: number[] = [];
  for (let line = firstLine; line <= lastLine; line += 1)
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      const index = line * columns + column;
      if (index < count) touched.push(index);
    }
  return touched;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The entry that an arrow key leads to; the same one where there is no way on. */
export function neighbourOf(
  { columns }: GridLayout,
  index: number,
  direction: Direction,
  count: number,
): number {
  if (direction === 'left') return columns === 1 ? index : Math.max(0, index - 1);
  if (direction === 'right') return columns === 1 ? index : Math.min(count - 1, index + 1);
  if (direction === 'up') return index < columns ? index : index - columns;
  if (index + columns < count) return index + columns;
  // The last line may be shorter: down leads to its end, unless one stands in it.
  const lastLine = Math.floor((count - 1) / columns);
  return Math.floor(index / columns) < lastLine ? count - 1 : index;
}
