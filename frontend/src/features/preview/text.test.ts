import { expect, test } from 'vitest';
import { decodeText, linesOf } from './text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

test('UTF-8 is read as it is, with and without its mark', () => {
  expect(decodeText(utf8('coração 📷'), true)).toEqual({ text: 'coração 📷', encoding: 'utf-8' });
  expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), true)?.text).toBe('a');
});

test('what is no UTF-8 is read as Windows writes it', () => {
  const bytes = new Uint8Array([0x63, 0x6f, 0x72, 0x61, 0xe7, 0xe3, 0x6f, 0x20, 0x80]);
  expect(decodeText(bytes, true)).toEqual({ text: 'coração €', encoding: 'windows-1252' });
});

test('a letter that is cut off where the part ends is left for the next part', () => {
  const bytes = utf8('coraç');
  expect(decodeText(bytes.subarray(0, -1), false)).toEqual({ text: 'cora', encoding: 'utf-8' });
});

test('UTF-16 is known by its mark', () => {
  expect(decodeText(new Uint8Array([0xff, 0xfe, 0x61, 0, 0xe7, 0]), true)).toEqual({
    text: 'aç',
    encoding: 'utf-16le',
  });
  expect(decodeText(new Uint8Array([0xfe, 0xff, 0, 0x61]), true)?.encoding).toBe('utf-16be');
});

test('bytes that are no text at all are not shown as text', () => {
  expect(decodeText(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), true)).toBeNull();
});

test('lines end as on any system', () => {
  expect(linesOf('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
});
