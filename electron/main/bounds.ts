import type { Bounds } from './settings.ts';

export const MIN_WIDTH = 900;
export const MIN_HEIGHT = 600;
const FIRST = { width: 1280, height: 820 };
/** So much of a window's top edge must be on a screen that a person can take hold of it. */
const HOLD = { width: 120, height: 30 };

interface Placed {
  readonly width: number;
  readonly height: number;
  /** Absent: the system's choice, the middle. */
  readonly x?: number;
  readonly y?: number;
}

/**
 * Where a window opens: where it was last, if that is still within a screen, and never larger than the screen allows.
 * @param screens usable areas of the screens that are present, the main one first
 */
export function placeWindow(last: Bounds | undefined, screens: readonly Bounds[]): Placed {
  const [main] = screens;
  if (last === undefined) return fit(FIRST, main);
  const screen = screens.find((candidate) => holds(candidate, last));
  return screen === undefined ? fit(last, main) : { x: last.x, y: last.y, ...fit(last, screen) };
}

function holds(screen: Bounds, window: Bounds): boolean {
  const width = Math.min(screen.x + screen.width, window.x + window.width) - Math.max(screen.x, window.x);
  const top = window.y - screen.y;
  return width >= HOLD.width && top >= 0 && top <= screen.height - HOLD.height;
}

function fit(
  size: { width: number; height: number },
  screen: Bounds | undefined,
): { width: number; height: number } {
  return {
    width: Math.max(MIN_WIDTH, Math.min(size.width, screen?.width ?? size.width)),
    height: Math.max(MIN_HEIGHT, Math.min(size.height, screen?.height ?? size.height)),
  };
}
