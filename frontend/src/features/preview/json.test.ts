import { expect, test } from 'vitest';
import { prettyJson } from './json.ts';

test('values stand in lines of their own, empty ones together', () => {
  expect(prettyJson('{"a":1,"b":[true,null,{}],"c":[]}')).toBe(
    '{\n  "a": 1,\n  "b": [\n    true,\n    null,\n    {}\n  ],\n  "c": []\n}',
  );
});

test('what was set out already comes out the same', () => {
  const once = prettyJson('{"a": [1, 2]}');
  expect(prettyJson(once ?? '')).toBe(once);
});

test('numbers and strings stay as they are written', () => {
  const text = '{"n":12345678901234567890,"f":1.50,"s":"a, {b}: \\"c\\" [d]"}';
  expect(prettyJson(text)).toBe(
    '{\n  "n": 12345678901234567890,\n  "f": 1.50,\n  "s": "a, {b}: \\"c\\" [d]"\n}',
  );
});

test('what is no JSON is left alone', () => {
  expect(prettyJson('{"a":')).toBeNull();
});

test('what is nested so deeply that its indents would be many times the text is left alone', () => {
  expect(prettyJson(`${'['.repeat(100)}1${']'.repeat(100)}`)).toContain(`${' '.repeat(200)}1`);
  expect(prettyJson(`${'['.repeat(9000)}${']'.repeat(9000)}`)).toBeNull();
});

test('a string of many megabytes is read with its escapes', () => {
  const picture = String.raw`AB\"\\C `.repeat(1_500_000);
  expect(prettyJson(`{"picture":"${picture}"}`) === `{\n  "picture": "${picture}"\n}`).toBe(true);
  const plain = 'QUJD'.repeat(4_000_000);
  expect(prettyJson(`{"picture":"${plain}"}`) === `{\n  "picture": "${plain}"\n}`).toBe(true);
});
