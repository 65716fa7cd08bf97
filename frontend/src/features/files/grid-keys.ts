/** What a key press asks of the file list. */
export type GridCommand =
  | { readonly do: 'move'; readonly by: number; readonly range: boolean }
  | { readonly do: 'jump'; readonly to: 'first' | 'last'; readonly range: boolean }
  | { readonly do: 'page'; readonly by: 1 | -1; readonly range: boolean }
  | { readonly do: 'open' | 'toggle' | 'selectAll' | 'clear' | 'delete' | 'up' }
  /** A letter typed to find a name that begins with it. */
  | { readonly do: 'find'; readonly letter: string };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The meaning of a key in the file list; null when it means nothing there and the browser may have it. */
export function commandOf({ key, shiftKey: range, ctrlKey, metaKey, altKey }: Key): GridCommand | null {
  const command = ctrlKey || metaKey;
  if (altKey) return key === 'ArrowUp' ? { do: 'up' } : null;
  if (command && key.toLowerCase() === 'a') return { do: 'selectAll' };
  switch (key) {
    case 'ArrowDown':
      return { do: 'move', by: 1, range };
    case 'ArrowUp':
      return { do: 'move', by: -1, range };
    case 'Home':
      return { do: 'jump', to: 'first', range };
    case 'End':
      return { do: 'jump', to: 'last', range };
    case 'PageDown':
      return { do: 'page', by: 1, range };
    case 'PageUp':
      return { do: 'page', by: -1, range };
    case 'Enter':
      return { do: 'open' };
    case ' ':
      return { do: 'toggle' };
    case 'Escape':
      return { do: 'clear' };
    case 'Delete':
      return { do: 'delete' };
    case 'Backspace':
      return { do: metaKey ? 'delete' : 'up' };
    default:
      return !command && letters(key) === 1 ? { do: 'find', letter: key } : null;
  }
}

/**
 * Finds the next name that begins with what was typed, going round at the end; -1 when there is none.
 * One letter begins behind the current row, so that typing it again goes on; more letters may stay on it.
 */
export function findByPrefix(names: readonly string[], typed: string, current: number): number {
  const wanted = fold(typed);
  const start = Math.max(current, -1) + (letters(typed) === 1 ? 1 : 0);
  for (let step = 0; step < names.length; step += 1) {
    const at = (Math.max(start, 0) + step) % names.length;
    if (fold(names[at] ?? '').startsWith(wanted)) return at;
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
