import { expect, test } from 'vitest';
import { NAME_MAXIMUM, visitorName } from './visitor.ts';

test.each([
  ['a name', ' João 📷 ', 'João 📷'],
  ['lines', 'Ana\r\nSet-Cookie: x', 'Ana Set-Cookie: x'],
  ['nothing', ' \n ', null],
  ['half a character', '\uD83DAna', 'Ana'],
  ['half a character alone', '\uDC00', null],
])('%s is taken as a name that a cookie can hold', (_what, typed, name) => {
  expect(visitorName(typed)).toBe(name);
  expect(() => encodeURIComponent(visitorName(typed) ?? '')).not.toThrow();
});

test('a long name is cut between characters', () => {
  const name = visitorName('📷'.repeat(200)) ?? '';
  expect(Array.from(name)).toHaveLength(NAME_MAXIMUM);
  expect(() => encodeURIComponent(name)).not.toThrow();
});
