import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type GridLayout, indicesIn, type Rect } from './grid-layout.ts';
import { lasso, type Selection } from './selection.ts';

interface LassoInput {
  /** What scrolls; its entries carry `data-id`. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly layout: GridLayout;
  readonly items: readonly { readonly id: string }[];
  readonly selection: Selection;
  readonly onSelect: (change: (state: Selection) => Selection) => void;
  /** A click that drew no lasso, on no entry. */
  readonly onEmptyClick: () => void;
}

/** How far the pointer moves before a click becomes a lasso, in CSS pixels. */
const THRESHOLD = 4;
/** Within so far from an edge the list scrolls by itself, in CSS pixels. */
const EDGE = 36;
/** The most that it scrolls in one frame, in CSS pixels. */
const FASTEST = 60;

/** How far to scroll in one frame for a pointer at `y` of a list from `top` to `bottom`. */
export function edgeSpeed(y: number, top: number, bottom: number): number {
  const beyond = y < top + EDGE ? y - (top + EDGE) : y > bottom - EDGE ? y - (bottom - EDGE) : 0;
  return Math.max(-FASTEST, Math.min(FASTEST, beyond / 3));
}

/** A rectangle drawn with the mouse from where there is no entry; it selects what it touches, and scrolls at the edges. */
export function useLasso(input: LassoInput) {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const [rect, setRect] = useState<Rect | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  function onPointerDown(event: ReactPointerEvent<HTMLDivElement>): void {
    const element = input.scroller.current;
    const { target } = event;
    if (element === null || event.button !== 0 || event.pointerType === 'touch') return;
    if (!(target instanceof Element) || target.closest('[data-id]') !== null) return;
    const box = element.getBoundingClientRect();
    // The scroll bar belongs to the element too.
    if (event.clientX - box.left >= element.clientWidth) return;
    stop.current?.();
    stop.current = follow(element, event.nativeEvent);
  }

  function follow(element: HTMLDivElement, start: PointerEvent): () => void {
    const before = input.selection;
    const how = { range: start.shiftKey, add: start.ctrlKey || start.metaKey };
    const end = new AbortController();
    const inside = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
      const box = element.getBoundingClientRect();
      return { x: clientX - box.left, y: clientY - box.top + element.scrollTop };
    };
    const from = inside(start);
    let pointer = { clientX: start.clientX, clientY: start.clientY };
    let drawn = '';
    let frame = 0;
    let drawing = false;

    function draw(): void {
      frame = requestAnimationFrame(draw);
      const box = element.getBoundingClientRect();
      const speed = edgeSpeed(pointer.clientY, box.top, box.bottom);
      if (speed !== 0) element.scrollTop += speed;
      const to = inside(pointer);
      const limit = (value: number, most: number) => Math.max(0, Math.min(most, value));
      const [x, y] = [limit(to.x, element.clientWidth), limit(to.y, element.scrollHeight)];
      const next = {
        left: Math.min(from.x, x),
        top: Math.min(from.y, y),
        right: Math.max(from.x, x),
        bottom: Math.max(from.y, y),
      };
      const key = Object.values(next).join();
      if (key === drawn) return;
      drawn = key;
      setRect(next);
      const { layout, items, onSelect } = latest.current;
      const touched = indicesIn(layout, next, items.length);
      const nearest = y >= from.y ? touched.at(-1) : touched[0];
      onSelect(() =>
        lasso(
          before,
          touched.flatMap((index) => items[index]?.id ?? []),
          nearest === undefined ? undefined : items[nearest]?.id,
          how,
        ),
      );
    }

    const finish = () => {
      end.abort();
      cancelAnimationFrame(frame);
      stop.current = null;
      setRect(null);
    };
    const { signal } = end;
    globalThis.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        pointer = { clientX, clientY };
        const far = Math.hypot(clientX - start.clientX, clientY - start.clientY) >= THRESHOLD;
        if (drawing || !far) return;
        drawing = true;
        draw();
      },
      { signal },
    );
    globalThis.addEventListener(
      'pointerup',
      () => {
        if (!drawing && !how.range && !how.add) latest.current.onEmptyClick();
        finish();
      },
      { signal },
    );
    globalThis.addEventListener('pointercancel', finish, { signal });
    globalThis.addEventListener('blur', finish, { signal });
    return finish;
  }

  return {
    onPointerDown,
    drawing:
      rect === null ? null : (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute top-0 left-0 z-2 rounded-sm border border-accent bg-accent/12"
          style={{
            width: rect.right - rect.left,
            height: rect.bottom - rect.top,
            transform: `translate(${String(rect.left)}px, ${String(rect.top)}px)`,
          }}
        />
      ),
  };
}
