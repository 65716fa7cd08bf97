import { useCallback, useSyncExternalStore } from 'react';

/** Narrower than the narrowest desktop window, in CSS; the same as the variant `narrow` of the styles. */
const NARROW = '(width < 56.25rem)';
/** Used with fingers; the same as the variant `touch`. */
const TOUCH = '(pointer: coarse)';

function query(media: string): MediaQueryList | undefined {
  // Not there where there is no screen.
  return typeof globalThis.matchMedia === 'function' ? globalThis.matchMedia(media) : undefined;
}

function useMedia(media: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = query(media);
      list?.addEventListener('change', listener);
      return () => list?.removeEventListener('change', listener);
    },
    [media],
  );
  return useSyncExternalStore(subscribe, () => query(media)?.matches ?? false);
}

/** True on phones and in windows as narrow as theirs, live. */
export function useNarrow(): boolean {
  return useMedia(NARROW);
}

/** Whether the screen is that narrow now. */
export function isNarrow(): boolean {
  return query(NARROW)?.matches ?? false;
}

/** True where fingers are what the device is used with, live. */
export function useTouch(): boolean {
  return useMedia(TOUCH);
}

let lastPointer = 'mouse';
globalThis.addEventListener?.(
  'pointerdown',
  ({ pointerType }) => {
    lastPointer = pointerType;
  },
  { capture: true, passive: true },
);

/** Whether the last press was one of a finger: on some devices there is a mouse too. */
export function byFinger(): boolean {
  return lastPointer === 'touch';
}
