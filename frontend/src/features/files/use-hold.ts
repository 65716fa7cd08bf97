import { type PointerEvent, useEffect, useRef } from 'react';

/** Shorter than the wait of the menu that opens by holding, so that the menu is for what is held. In milliseconds. */
const HOLD_MS = 500;
/** A finger trembles; farther than this it scrolls. In CSS pixels. */
const TREMBLE = 10;

/** Notices a finger that is held on something; not every system tells of that by itself. */
export function useHold(onHold: (target: Element) => void) {
  const latest = useRef(onHold);
  useEffect(() => {
    latest.current = onHold;
  });
  const stop = useRef<() => void>(() => undefined);
  const held = useRef(false);
  useEffect(() => () => stop.current(), []);

  return {
    onPointerDown({ pointerType, isPrimary, target, clientX, clientY }: PointerEvent): void {
      stop.current();
      held.current = false;
      if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return;
      const end = new AbortController();
      const timer = setTimeout(() => {
        end.abort();
        held.current = true;
        latest.current(target);
      }, HOLD_MS);
      const leave = () => {
        clearTimeout(timer);
        end.abort();
      };
      stop.current = leave;
      const { signal } = end;
      for (const type of ['pointerup', 'pointercancel'] as const)
        globalThis.addEventListener(type, leave, { signal });
      globalThis.addEventListener(
        'pointermove',
        (moved) => {
          if (Math.hypot(moved.clientX - clientX, moved.clientY - clientY) > TREMBLE) leave();
        },
        { signal },
      );
    },
    /** Whether the press that ends now was one that was held: it is no tap. */
    wasHeld: () => held.current,
  };
}
