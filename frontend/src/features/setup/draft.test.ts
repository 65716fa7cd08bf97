import { beforeEach, expect, test } from 'vitest';
import { type Draft, keepDraft, readDraft } from './draft.ts';

beforeEach(() => localStorage.clear());

test('what was typed is there again when the app is opened again', () => {
  const typed: Draft = { name: 'Zoé Ångström', userName: null };
  keepDraft(typed);
  expect(readDraft()).toEqual(typed);
});

test('nothing but the two names is ever kept', () => {
  const typed = { name: 'Ana', userName: 'ana', password: 'girafa lanterna' };
  keepDraft(typed);
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('girafa');
});

test('nothing typed leaves nothing behind', () => {
  keepDraft({ name: 'Ana', userName: null });
  keepDraft({ name: '', userName: '' });
  expect(readDraft()).toBeNull();
  expect(localStorage).toHaveLength(0);
});

test.each(['', '{', 'null', '{"name":1,"userName":null}', '{"name":"Ana"}', '[]'])(
  'what cannot be read is no draft: %j',
  (kept) => {
    localStorage.setItem('mcm.setup.you', kept);
    expect(readDraft()).toBeNull();
  },
);
