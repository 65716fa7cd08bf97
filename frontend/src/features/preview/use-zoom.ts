import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useStageKeys } from './stage.ts';
import { factorOf } from './use-ctrl-wheel.ts';
import {
  fitScale,
  fitted,
  isLarger,
  kept,
  type Placement,
  type Point,
  pushed,
  type Size,
  STEP,
  zoomedTo,
} from './zoom.ts';

/** How far an arrow key pushes a picture, in screen pixels. */
const PUSH = 80;

const PUSHES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: PUSH, y: 0 },
  ArrowRight: { x: -PUSH, y: 0 },
  ArrowUp: { x: 0, y: PUSH },
  ArrowDown: { x: 0, y: -PUSH },
};

/**
 * Magnifies and pushes a picture in its stage by wheel, pointer, fingers and keys. `null` as the placement that was
 * chosen means that the whole picture is seen, whatever the size of the window.
 */
export function useZoom(
  stageElement: RefObject<HTMLElement | null>,
  stage: Size | null,
  picture: Size | null,
) {
  const [chosen, setChosen] = useState<Placement | null>(null);
  const fingers = useRef(new Map<number, Point>());
  const known = stage !== null && picture !== null;
  const placement = known ? (chosen === null ? fitted(stage, picture) : kept(chosen, stage, picture)) : null;
  const larger = known && placement !== null && isLarger(placement, stage, picture);

  function zoomTo(wanted: number, around: Point = { x: 0, y: 0 }): void {
    if (!known || placement === null) return;
    const next = zoomedTo(placement, wanted, around, stage, picture);
    setChosen(next.scale <= fitScale(stage, picture) ? null : next);
  }

  function push(by: Point): void {
    if (known && placement !== null) setChosen(pushed(placement, by, stage, picture));
  }

  const zoomBy = (factor: number, around?: Point) => zoomTo((placement?.scale ?? 1) * factor, around);

  /** A point of the window as a distance from the middle of the stage. */
  function fromMiddle({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const box = stageElement.current?.getBoundingClientRect();
    if (box === undefined) return { x: 0, y: 0 };
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  }

  const turn = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    zoomBy(factorOf(event), fromMiddle(event));
  });
  useEffect(() => {
    const element = stageElement.current;
    const hear = (event: WheelEvent) => turn(event);
    // React listens passively, which could not keep the window from zooming.
    element?.addEventListener('wheel', hear, { passive: false });
    return () => element?.removeEventListener('wheel', hear);
  }, [stageElement]);

  useStageKeys(({ key }) => {
    const by = PUSHES[key];
    if (key === '+' || key === '=') zoomBy(STEP);
    else if (key === '-') zoomBy(1 / STEP);
    else if (key === '0') setChosen(null);
    else if (key === '1') zoomTo(1);
    else if (by !== undefined && larger) push(by);
    else return false;
    return true;
  });

  return {
    placement,
    larger,
    whole: chosen === null,
    zoomBy,
    zoomTo,
    fit: () => setChosen(null),
    pointers: {
      onDoubleClick: (event: { clientX: number; clientY: number }) => {
        if (chosen !== null) setChosen(null);
        else zoomTo(Math.max(1, (placement?.scale ?? 1) * 2), fromMiddle(event));
      },
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        fingers.current.set(event.pointerId, fromMiddle(event));
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const before = fingers.current.get(event.pointerId);
        if (before === undefined) return;
        const now = fromMiddle(event);
        const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
        fingers.current.set(event.pointerId, now);
        if (other === undefined) push({ x: now.x - before.x, y: now.y - before.y });
        else {
          const spread = distance(now, other) / Math.max(1, distance(before, other));
          zoomBy(spread, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
        }
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        fingers.current.delete(event.pointerId);
      },
      onPointerCancel: (event: PointerEvent<HTMLElement>) => {
        fingers.current.delete(event.pointerId);
      },
    },
  };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
