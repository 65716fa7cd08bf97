import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachment } from './attachment.ts';

/** The name that a browser reads, by RFC 8187. */
function full(header: string): string {
  return decodeURIComponent(/filename\*=UTF-8''(?<name>[^;]*)$/u.exec(header)?.groups?.['name'] ?? '');
}

describe('the name that a download is saved under', () => {
  test('is in full for browsers, and in plain letters for what knows no others', () => {
    expect(attachment('Relatório (ação) – João 📷.pdf')).toBe(
      `attachment; filename="Relatorio (acao) _ Joao _.pdf"; filename*=UTF-8''Relat%C3%B3rio%20%28a%C3%A7%C3%A3o%29%20%E2%80%93%20Jo%C3%A3o%20%F0%9F%93%B7.pdf`,
    );
  });

  test('is the name itself, whatever it is, and never more than one line of plain signs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 255 }), (name) => {
        const header = attachment(name);
        expect(header).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/u);
        expect(header).toMatch(/^[ -~]*$/u);
        expect(full(header)).toBe(name);
      }),
    );
  });

  test('cannot end the header or begin another', () => {
    for (const name of ['a"; x="b', 'a\r\nSet-Cookie: x=1', "a''b", 'a\\', '\uD800'])
      expect(attachment(name)).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[^\s"';]*$/u);
  });
});
