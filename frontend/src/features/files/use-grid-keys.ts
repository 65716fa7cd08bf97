import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { FileGridProps, GridItem } from './file-grid.tsx';
import { commandOf, findByPrefix, type GridCommand } from './grid-keys.ts';
import { clear, moveTo, pick, selectAll, type SelectHow, toggle } from './selection.ts';

interface GridKeysInput<Item extends GridItem> extends FileGridProps<Item> {
  /** Place of the active row among the items; -1 for none. */
  readonly activeIndex: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: Pick<Virtualizer<HTMLDivElement, Element>, 'scrollToIndex'>;
}

/** Letters typed within so long belong to one name. */
const TYPING_PAUSE_MS = 700;
/** Rows that a page key moves where the height of the list is not known. */
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
    const { scroller, activeIndex } = latest.current;
    // The row with the focus went away: whoever took its place has it now.
    const lost = inside.current && activeIndex !== -1 && document.activeElement === document.body;
    if (!wantsFocus.current && !lost) return;
    const row = scroller.current?.querySelector<HTMLElement>(
      `[role="row"][aria-rowindex="${String(activeIndex + 2)}"]`,
    );
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const goTo = useCallback((index: number, range = false) => {
    const { items, onSelect, virtualizer } = latest.current;
    const at = Math.max(0, Math.min(items.length - 1, index));
    const item = items[at];
    if (item === undefined) return;
    wantsFocus.current = true;
    const ids = items.map(({ id }) => id);
    onSelect((state) => moveTo(state, ids, item.id, { range }));
    virtualizer.scrollToIndex(at);
  }, []);

  const { arrival } = input;
  const arrivalIndex = placeOf(input);
  const arrived = useRef<unknown>(null);
  useEffect(() => {
    if (arrivalIndex === -1 || arrived.current === arrival) return;
    arrived.current = arrival;
    goTo(arrivalIndex);
  }, [arrival, arrivalIndex, goTo]);

  // What needs the whole list waits until all of it is here.
  const [wanted, setWanted] = useState<{ readonly all: boolean; readonly range: boolean } | null>(null);
  const served = useRef<unknown>(null);
  const { items: present, hasMore, onMore, onSelect: change } = input;
  useEffect(() => {
    if (wanted === null || served.current === wanted) return;
    if (hasMore) {
      onMore();
      return;
    }
    served.current = wanted;
    if (wanted.all)
      change((state) =>
        selectAll(
          state,
          present.map(({ id }) => id),
        ),
      );
    else goTo(present.length - 1, wanted.range);
  }, [wanted, present, hasMore, onMore, change, goTo]);

  const pickRow = useCallback((id: string, how: SelectHow) => {
    const { items, onSelect } = latest.current;
    wantsFocus.current = true;
    const ids = items.map((item) => item.id);
    onSelect((state) => pick(state, ids, id, how));
  }, []);

  const toggleRow = useCallback((id: string) => {
    wantsFocus.current = true;
    latest.current.onSelect((state) => toggle(state, id));
  }, []);

  const focusRows = useCallback(() => {
    goTo(latest.current.activeIndex);
  }, [goTo]);

  function find(letter: string): void {
    const now = Date.now();
    const letters = now - typed.current.at < TYPING_PAUSE_MS ? typed.current.letters + letter : letter;
    typed.current = { letters, at: now };
    const names = input.items.map(({ name }) => name);
    // The same letter again and again goes through the names that begin with it.
    const same = letters === letter.repeat(letters.length / letter.length);
    const at = findByPrefix(names, same ? letter : letters, input.activeIndex);
    if (at !== -1) goTo(at);
  }

  function run(command: GridCommand): void {
    const { items, selection, activeIndex, scroller, onSelect } = input;
    const item = items[activeIndex];
    switch (command.do) {
      case 'move':
        if (command.by < 0 && activeIndex <= 0 && !command.range) focusHeader(scroller.current);
        else goTo(activeIndex === -1 ? 0 : activeIndex + command.by, command.range);
        break;
      case 'page':
        goTo(Math.max(0, activeIndex) + command.by * rowsInSight(scroller.current), command.range);
        break;
      case 'jump':
        if (command.to === 'first') goTo(0, command.range);
        else setWanted({ all: false, range: command.range });
        break;
      case 'selectAll':
        setWanted({ all: true, range: false });
        break;
      case 'toggle':
        if (item !== undefined) toggleRow(item.id);
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
function placeOf<Item extends GridItem>({ arrival, items, activeIndex }: GridKeysInput<Item>): number {
  if (arrival === undefined || arrival === null || items.length === 0) return -1;
  return arrival.to === 'row' ? items.findIndex(({ id }) => id === arrival.id) : Math.max(0, activeIndex);
}

function isRow(target: EventTarget): boolean {
  return target instanceof Element && target.matches('[role="row"], [role="grid"]');
}

function rowsInSight(scroller: HTMLElement | null): number {
  const height = scroller?.querySelector('[role="row"]')?.getBoundingClientRect().height ?? 0;
  return height === 0 ? PAGE : Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / height) - 1);
}

function focusHeader(scroller: HTMLElement | null): void {
  scroller?.closest('[role="grid"]')?.querySelector<HTMLElement>('[role="columnheader"] button')?.focus();
}
