import { expect, test } from 'vitest';
import { highlightLines } from './highlight.ts';

const texts = (lines: ReturnType<typeof highlightLines>) =>
  lines.map((runs) => runs.map(({ text }) => text).join(''));

test('every letter stays, line by line, also in what goes over several lines', () => {
  const program = 'const a = `one\ntwo`;\n\n/* three\nfour */ run(a);';
  expect(texts(highlightLines(program, 'typescript'))).toEqual(program.split('\n'));
});

test('words get the look of what they are', () => {
  const [line = []] = highlightLines('const a = 1; // note', 'typescript');
  const look = (text: string) => line.find((run) => run.text === text)?.look;
  expect(look('const')).toBe('hljs-keyword');
  expect(look('1')).toBe('hljs-number');
  expect(look('// note')).toBe('hljs-comment');
});

test('a page in HTML is letters, not markup', () => {
  const page = '<script>alert(1)</script><img src=x onerror="alert(2)">';
  expect(texts(highlightLines(page, 'xml'))).toEqual([page]);
});
