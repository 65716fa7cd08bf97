import { describe, expect, test } from 'vitest';
import { commandOf, findByPrefix, type Key } from './grid-keys.ts';

const press = (key: string, held: Partial<Key> = {}) =>
  commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('keys of the list', () => {
  test('arrows take the selection along, with Shift as a range, with Ctrl they leave it', () => {
    expect(press('ArrowDown')).toEqual({ do: 'move', to: 'down', how: 'select' });
    expect(press('ArrowUp', { shiftKey: true })).toEqual({ do: 'move', to: 'up', how: 'range' });
    expect(press('ArrowRight', { ctrlKey: true })).toEqual({ do: 'move', to: 'right', how: 'leave' });
  });

  test('Home, End and the page keys jump', () => {
    expect(press('Home')).toEqual({ do: 'jump', to: 'first', how: 'select' });
    expect(press('End', { shiftKey: true })).toEqual({ do: 'jump', to: 'last', how: 'range' });
    expect(press('PageDown')).toEqual({ do: 'page', by: 1, how: 'select' });
  });

  test('Ctrl+A and Cmd+A select all, a plain A looks for a name', () => {
    expect(press('a', { ctrlKey: true })).toEqual({ do: 'selectAll' });
    expect(press('A', { metaKey: true })).toEqual({ do: 'selectAll' });
    expect(press('a')).toEqual({ do: 'find', letter: 'a' });
  });

  test('Enter opens, Space looks, Escape unmarks, Delete deletes, Backspace goes up', () => {
    const commands = ['Enter', ' ', 'Escape', 'Delete', 'Backspace'].map((key) => press(key)?.do);
    expect(commands).toEqual(['open', 'look', 'clear', 'delete', 'up']);
  });

  test('Ctrl or Shift with Space marks', () => {
    expect([press(' ', { ctrlKey: true })?.do, press(' ', { shiftKey: true })?.do]).toEqual([
      'toggle',
      'toggle',
    ]);
  });

  test('on a Mac, Cmd+Backspace deletes', () => {
    expect(press('Backspace', { metaKey: true })).toEqual({ do: 'delete' });
  });

  test('keys that mean nothing here stay with the browser', () => {
    expect([press('Tab'), press('F5'), press('r', { ctrlKey: true }), press('?')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('typing a name', () => {
  const names = ['Álbum', 'apples', 'Bananas', 'berries'].map((name) => ({ name }));

  test('finds names whatever the accents and capitals', () => {
    expect(findByPrefix(names, 'al', -1)).toBe(0);
    expect(findByPrefix(names, 'BE', 0)).toBe(3);
  });

  test('the same letter again goes to the next name, and round at the end', () => {
    expect(findByPrefix(names, 'b', 2)).toBe(3);
    expect(findByPrefix(names, 'b', 3)).toBe(2);
  });

  test('more letters may stay where they are', () => {
    expect(findByPrefix(names, 'ba', 2)).toBe(2);
  });

  test('a name that nobody has is not found', () => {
    expect(findByPrefix(names, 'z', 0)).toBe(-1);
  });
});
