import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Arrival, FileGridProps, GridItem } from './file-grid.tsx';
import { commandOf, findByPrefix, type GridCommand, type Walk } from './grid-keys.ts';
import { type Direction, neighbourOf } from './grid-layout.ts';
import { idsOf } from './ids-of.ts';
import { clear, moveTo, pick, selectAll, type SelectHow, toggle } from './selection.ts';
import type { GridLines } from './use-grid-lines.ts';

interface GridKeysInput<Item extends GridItem> extends FileGridProps<Item> {
  /** Place of the active row among the items; -1 for none. */
  readonly activeIndex: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly lines: GridLines;
}

/** Letters typed within so long belong to one name. */
const TYPING_PAUSE_MS = 700;
/** Lines that a page key moves where the height of the list is not known. */
const PAGE = 10;

/** Turns key presses and clicks into what they mean for a list, and keeps the focus on the row that is active. */
export function useGridKeys<Item extends GridItem>(input: GridKeysInput<Item>) {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const wantsFocus = useRef(false);
  const typed = useRef({ letters: '', at: 0 });

  const inside = useRef(false);
  useEffect(() => {
    const { scroller, activeIndex, selection } = latest.current;
    // The row with the focus went away: whoever took its place has it now.
    const lost = inside.current && activeIndex !== -1 && document.activeElement === document.body;
    if ((!wantsFocus.current && !lost) || selection.active === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(selection.active)}"]`);
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const goTo = useCallback((index: number, how: Walk = 'leave') => {
    const { items, onSelect, lines } = latest.current;
    const at = Math.max(0, Math.min(items.length - 1, index));
    const id = items[at]?.id;
    if (id === undefined) return;
    wantsFocus.current = true;
    onSelect((state) => moveTo(state, idsOf(items), id, how));
    lines.reveal(at);
  }, []);

  const { arrival, items: present, activeIndex: active } = input;
  const arrivalIndex = useMemo(() => placeOf(arrival, present, active), [arrival, present, active]);
  const arrived = useRef<unknown>(null);
  useEffect(() => {
    if (arrivalIndex === -1 || arrived.current === arrival) return;
    arrived.current = arrival;
    goTo(arrivalIndex, arrival?.to === 'row' && arrival.select === true ? 'select' : 'leave');
  }, [arrival, arrivalIndex, goTo]);

  // What needs the whole list waits until all of it is here.
  const [wanted, setWanted] = useState<{ readonly all: boolean; readonly how: Walk } | null>(null);
  const served = useRef<unknown>(null);
  const { hasMore, onMore, onSelect: change, onWaiting } = input;
  useEffect(() => {
    if (wanted === null || served.current === wanted) return;
    if (hasMore) {
      if (wanted.all) onWaiting?.(true);
      onMore();
      return;
    }
    served.current = wanted;
    onWaiting?.(false);
    if (wanted.all) change((state) => selectAll(state, idsOf(present)));
    else goTo(present.length - 1, wanted.how);
  }, [wanted, present, hasMore, onMore, onWaiting, change, goTo]);

  const pickRow = useCallback((id: string, how: SelectHow) => {
    const { items, onSelect } = latest.current;
    wantsFocus.current = true;
    onSelect((state) => pick(state, idsOf(items), id, how));
  }, []);

  const toggleRow = useCallback((id: string) => {
    wantsFocus.current = true;
    latest.current.onSelect((state) => toggle(state, id));
  }, []);

  const openRow = useCallback((item: Item) => latest.current.onOpen?.(item), []);

  const focusRows = useCallback(() => {
    goTo(latest.current.activeIndex);
  }, [goTo]);

  function find(letter: string): void {
    const now = Date.now();
    const letters = now - typed.current.at < TYPING_PAUSE_MS ? typed.current.letters + letter : letter;
    typed.current = { letters, at: now };
    // The same letter again and again goes through the names that begin with it.
    const same = letters === letter.repeat(letters.length / letter.length);
    const at = findByPrefix(input.items, same ? letter : letters, input.activeIndex);
    if (at !== -1) goTo(at, 'select');
  }

  function move(to: Direction, how: Walk): void {
    const { activeIndex, items, scroller, lines } = input;
    const next = neighbourOf(lines.layout, Math.max(0, activeIndex), to, items.length);
    if (activeIndex === -1) goTo(0, how);
    else if (to === 'up' && activeIndex === 0 && how !== 'range') focusHeader(scroller.current);
    else goTo(next, how);
  }

  function run(command: GridCommand): void {
    const { items, selection, activeIndex, scroller, onSelect, lines } = input;
    const { layout } = lines;
    const item = items[activeIndex];
    switch (command.do) {
      case 'move':
        move(command.to, command.how);
        break;
      case 'page': {
        const page = linesInSight(scroller.current, layout.height + layout.gap) * layout.columns;
        goTo(Math.max(0, activeIndex) + command.by * page, command.how);
        break;
      }
      case 'jump':
        if (command.to === 'first') goTo(0, command.how);
        else setWanted({ all: false, how: command.how });
        break;
      case 'selectAll':
        setWanted({ all: true, how: 'leave' });
        break;
      case 'toggle':
        if (item !== undefined) toggleRow(item.id);
        break;
      case 'look':
        if (item === undefined) break;
        if (input.onLook === undefined) toggleRow(item.id);
        else input.onLook(item);
        break;
      case 'open':
        if (item !== undefined) input.onOpen?.(item);
        break;
      case 'clear':
        onSelect(clear);
        break;
      case 'delete':
        if (selection.selected.size > 0) input.onDelete([...selection.selected]);
        else if (item !== undefined) input.onDelete([item.id]);
        break;
      case 'up':
        input.onUp?.();
        break;
      case 'find':
        find(command.letter);
        break;
    }
  }

  return {
    pick: pickRow,
    toggle: toggleRow,
    open: openRow,
    focusRows,
    onFocus: (): void => {
      inside.current = true;
    },
    onBlur: (): void => {
      inside.current = false;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      // The heads of the columns have keys of their own.
      if (event.defaultPrevented || !isRow(event.target)) return;
      const command = commandOf(event);
      if (command === null) return;
      event.preventDefault();
      run(command);
    },
  };
}

/** The row that an arrival means; -1 while it is not in the list, or when there is none. */
function placeOf(arrival: Arrival | null | undefined, items: readonly GridItem[], active: number): number {
  if (arrival === undefined || arrival === null || items.length === 0) return -1;
  return arrival.to === 'row' ? items.findIndex(({ id }) => id === arrival.id) : Math.max(0, active);
}

function isRow(target: EventTarget): boolean {
  return target instanceof Element && target.matches('[role="row"], [role="grid"]');
}

function linesInSight(scroller: HTMLElement | null, height: number): number {
  const room = scroller?.clientHeight ?? 0;
  return room === 0 ? PAGE : Math.max(1, Math.floor(room / height) - 1);
}

function focusHeader(scroller: HTMLElement | null): void {
  scroller?.closest('[role="grid"]')?.querySelector<HTMLElement>('[role="columnheader"] button')?.focus();
}
