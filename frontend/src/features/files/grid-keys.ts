import type { Direction } from './grid-layout.ts';

/** What a way through the list does to the selection: takes it along, grows it, or leaves it. */
export type Walk = 'select' | 'range' | 'leave';

/** What a key press asks of the file list. */
export type GridCommand =
  | { readonly do: 'move'; readonly to: Direction; readonly how: Walk }
  | { readonly do: 'jump'; readonly to: 'first' | 'last'; readonly how: Walk }
  | { readonly do: 'page'; readonly by: 1 | -1; readonly how: Walk }
  | { readonly do: 'open' | 'look' | 'toggle' | 'selectAll' | 'clear' | 'delete' | 'up' }
  /** A letter typed to find a name that begins with it. */
  | { readonly do: 'find'; readonly letter: string };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Keys that mean something on every page. */
const ELSEWHERE = new Set(['?', '/']);

/** The meaning of a key in the file list; null when it means nothing there and others may have it. */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): GridCommand | null {
  const command = ctrlKey || metaKey;
  if (altKey) return key === 'ArrowUp' ? { do: 'up' } : null;
  if (command && key.toLowerCase() === 'a') return { do: 'selectAll' };
  const how: Walk = shiftKey ? 'range' : command ? 'leave' : 'select';
  switch (key) {
    case 'ArrowDown':
      return { do: 'move', to: 'down', how };
    case 'ArrowUp':
      return { do: 'move', to: 'up', how };
    case 'ArrowLeft':
      return { do: 'move', to: 'left', how };
    case 'ArrowRight':
      return { do: 'move', to: 'right', how };
    case 'Home':
      return { do: 'jump', to: 'first', how };
    case 'End':
      return { do: 'jump', to: 'last', how };
    case 'PageDown':
      return { do: 'page', by: 1, how };
    case 'PageUp':
      return { do: 'page', by: -1, how };
    case 'Enter':
      return { do: 'open' };
    case ' ':
      return { do: command || shiftKey ? 'toggle' : 'look' };
    case 'Escape':
      return { do: 'clear' };
    case 'Delete':
      return { do: 'delete' };
    case 'Backspace':
      return { do: metaKey ? 'delete' : 'up' };
    default:
      return !command && !ELSEWHERE.has(key) && letters(key) === 1 ? { do: 'find', letter: key } : null;
  }
}

/**
 * Finds the next name that begins with what was typed, going round at the end; -1 when there is none.
 * One letter begins behind the current row, so that typing it again goes on; more letters may stay on it.
 */
export function findByPrefix(
  names: readonly { readonly name: string }[],
  typed: string,
  current: number,
): number {
  const wanted = fold(typed);
  const start = Math.max(current, -1) + (letters(typed) === 1 ? 1 : 0);
  for (let step = 0; step < names.length; step += 1) {
    const at = (Math.max(start, 0) + step) % names.length;
    // Only the beginning is folded: long lists are gone through at each letter.
    const beginning = (names[at]?.name ?? '').slice(0, 2 * typed.length + 2);
    if (fold(beginning).startsWith(wanted)) return at;
  }
  return -1;
}

/** Letters as people count them, so that an accented one typed in two parts is one. */
function letters(text: string): number {
  return Array.from(new Intl.Segmenter().segment(text)).length;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
