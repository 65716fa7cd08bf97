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
