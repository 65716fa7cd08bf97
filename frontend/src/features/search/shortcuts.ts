export type ShortcutArea = 'everywhere' | 'list' | 'organise' | 'preview';

/**
 * What keys do, by area: for each sentence (`search.shortcuts.does.<area>.<name>`) the ways to do it, and for each way the
 * keys that are pressed together. `mod` is Ctrl, or the command key of a Mac; words in small letters are names of keys.
 */
export const SHORTCUTS = {
  everywhere: {
    search: [['/'], ['mod', 'F']],
    palette: [['mod', 'K']],
    shortcuts: [['?']],
    undo: [['mod', 'Z']],
    close: [['Esc']],
  },
  list: {
    move: [['↑'], ['↓'], ['←'], ['→']],
    open: [['Enter']],
    look: [['space']],
    up: [['Backspace'], ['Alt', '↑']],
    first: [['Home'], ['End']],
    find: [['letters']],
    select: [['mod', 'space']],
    range: [
      ['Shift', '↑'],
      ['Shift', '↓'],
    ],
    all: [['mod', 'A']],
    clear: [['Esc']],
  },
  organise: {
    rename: [['F2']],
    cut: [['mod', 'X']],
    copy: [['mod', 'C']],
    paste: [['mod', 'V']],
    duplicate: [['mod', 'D']],
    delete: [['Delete']],
    details: [
      ['mod', 'I'],
      ['Alt', 'Enter'],
    ],
  },
  preview: {
    leaf: [['←'], ['→']],
    zoom: [['+'], ['-']],
    fit: [['0']],
    full: [['1']],
    close: [['Esc']],
  },
} as const satisfies Record<ShortcutArea, Record<string, readonly (readonly string[])[]>>;

/** The areas in the order they are shown. */
export const AREAS = ['everywhere', 'organise', 'list', 'preview'] as const satisfies readonly ShortcutArea[];

const onMac = /mac/iu.test(globalThis.navigator.userAgent);

/** How a key is written on this computer; `word` gives the names of keys in the language in use. */
export function keyLabel(key: string, word: (key: 'space' | 'letters') => string): string {
  if (key === 'mod') return onMac ? '⌘' : 'Ctrl';
  if (key === 'Alt' && onMac) return '⌥';
  return key === 'space' || key === 'letters' ? word(key) : key;
}
