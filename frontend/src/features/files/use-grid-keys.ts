import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import type { FileGridProps, GridItem } from './file-grid.tsx';
import { commandOf, findByPrefix, type GridCommand } from './grid-keys.ts';
import { clear, moveTo, pick, selectAll, type SelectHow, toggle } from './selection.ts';

interface GridKeysInput<Item extends GridItem> extends FileGridProps<Item> {
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
  const active = input.selection.active;

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const { scroller, activeIndex } = latest.current;
    scroller.current
      ?.querySelector<HTMLElement>(`[role="row"][aria-rowindex="${String(activeIndex + 2)}"]`)
      ?.focus({ preventScroll: true });
  }, [active, input.activeIndex]);

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

  const { arrival, items } = input;
  const arrived = useRef<unknown>(null);
  useEffect(() => {
    if (arrival === undefined || arrival === null || arrived.current === arrival) return;
    const at = arrival.id === null ? 0 : items.findIndex(({ id }) => id === arrival.id);
    if (at === -1 || items.length === 0) return;
    arrived.current = arrival;
    goTo(at);
  }, [arrival, items, goTo]);

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

  function find(letter: string): void {
    const now = Date.now();
    const before = typed.current;
    const letters = now - before.at < TYPING_PAUSE_MS ? before.letters + letter : letter;
    // The same letter again and again goes through the names that begin with it.
    const same = [...new Set(letters)].length === 1;
    typed.current = { letters, at: now };
    const names = input.items.map(({ name }) => name);
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
        else {
          void input.onAll().then(() => {
            goTo(latest.current.items.length - 1, command.range);
          });
        }
        break;
      case 'selectAll':
        void input.onAll().then(() => {
          const ids = latest.current.items.map(({ id }) => id);
          onSelect((state) => selectAll(state, ids));
        });
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
      case 'delete': {
        const ids =
          selection.selected.size > 0 ? [...selection.selected] : item === undefined ? [] : [item.id];
        if (ids.length > 0) input.onDelete(ids);
        break;
      }
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
    focusRows: useCallback(() => {
      goTo(latest.current.activeIndex);
    }, [goTo]),
    onKeyDown(event: KeyboardEvent<HTMLElement>): void {
      // The header has keys of its own.
      if (event.defaultPrevented || !isRow(event.target)) return;
      const command = commandOf(event);
      if (command === null) return;
      event.preventDefault();
      run(command);
    },
  };
}

function isRow(target: EventTarget): boolean {
  return target instanceof Element && target.matches('[role="row"], [role="grid"]');
}

function rowsInSight(scroller: HTMLElement | null): number {
  const row = scroller?.querySelector('[role="row"]');
  const height = row?.getBoundingClientRect().height ?? 0;
  return height === 0 ? PAGE : Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / height) - 1);
}

function focusHeader(scroller: HTMLElement | null): void {
  scroller?.closest('[role="grid"]')?.querySelector<HTMLElement>('[role="columnheader"] button')?.focus();
}
