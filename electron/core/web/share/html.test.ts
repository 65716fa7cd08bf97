import { describe, expect, test } from 'vitest';
import { html, nameOf } from './html.ts';

describe('a template', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [`" onload="x' y='`, '&quot; onload=&quot;x&#39; y=&#39;'],
    ['&lt;', '&amp;lt;'],
    ['a\u0000b\u0008c', 'abc'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['plain, as it is', 'plain, as it is'],
    ['ação 📷', 'ação 📷'],
  ])('escapes %j', (given, shown) => {
    expect(html`<a title="${given}">${given}</a>`.text).toBe(`<a title="${shown}">${shown}</a>`);
  });

  test('keeps markup of templates within, and leaves out what there is not', () => {
    expect(html`<p>${html`<b>${'<'}</b>`}${null}${false}${[1, ' ', html`<i></i>`]}</p>`.text).toBe(
      '<p><b>&lt;</b>1 <i></i></p>',
    );
  });

  test('leaves the line breaks of words as they are', () => {
    expect(html`<p>${'one\n   two'}</p>`.text).toBe('<p>one\n   two</p>');
  });
});

test('a name keeps its direction to itself', () => {
  expect(html`${nameOf('דוח.pdf')} (1 KB)`.text).toBe('<bdi>דוח.pdf</bdi> (1 KB)');
});
