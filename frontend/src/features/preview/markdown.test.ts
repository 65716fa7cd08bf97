import { expect, test } from 'vitest';
import { setMarkdown, type SetPart } from './markdown.ts';

const tags = (parts: readonly SetPart[] | null): string[] =>
  (parts ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part.tag].concat(tags(part.parts))));

test('a text is set as plain data, which can go from one thread to another', () => {
  const parts = setMarkdown('# Casa\n\n|a|\n|:-:|\n|1|\n\n3. três\n\n- [x] feito');
  expect(structuredClone(parts)).toEqual(parts);
  expect(tags(parts)).toEqual([
    'h1',
    'table',
    'thead',
    'tr',
    'th',
    'tbody',
    'tr',
    'td',
    'ol',
    'li',
    'ul',
    'li',
    'input',
  ]);
  expect(JSON.stringify(parts)).toContain('"align":"center"');
  expect(JSON.stringify(parts)).toContain('"start":3');
});

test('nothing is kept of an element that could act', () => {
  const parts = setMarkdown('[a](javascript:x) ![b](https://example.com/b.png)\n\n<b onclick="x()">c</b>');
  expect(tags(parts)).toEqual(['p', 'a', 'img', 'p']);
  expect(JSON.stringify(parts)).not.toMatch(/javascript|example|onclick/u);
});

test('what is nested too deeply for a page is not set', () => {
  expect(setMarkdown(`${'>'.repeat(90)} x`)).not.toBeNull();
  expect(setMarkdown(`${'>'.repeat(300)} x`)).toBeNull();
});
