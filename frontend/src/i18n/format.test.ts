import { expect, test } from 'vitest';
import { makeFormat } from './format.ts';

const en = makeFormat('en');
const pt = makeFormat('pt-BR');
const plain = (text: string) => text.replaceAll('\u00A0', ' ');

test('bytes are in the largest unit that keeps the number short', () => {
  expect([0, 999, 1000, 1_234_567, 999_600_000, 5e12].map((bytes) => plain(en.bytes(bytes)))).toEqual([
    '0 B',
    '999 B',
    '1 KB',
    '1.23 MB',
    '1 GB',
    '5 TB',
  ]);
  expect(plain(pt.bytes(1_234_567))).toBe('1,23 MB');
  expect(plain(en.speed(2_000_000))).toBe('2 MB/s');
});

test('lengths of time are in their two largest units', () => {
  expect(en.duration(0)).toBe('0 seconds');
  expect(en.duration(59.6)).toBe('1 minute');
  expect(en.duration(7500)).toBe('2 hours, 5 minutes');
  expect(en.duration(2 * 86_400 + 30)).toBe('2 days');
  expect(pt.duration(7500)).toBe('2 horas e 5 minutos');
});

test('uncertain lengths of time are in one unit', () => {
  expect(en.roughly(90 * 86_400)).toBe('3 months');
  expect(pt.roughly(5 * 365 * 86_400)).toBe('5 anos');
});

test('times near now are told by their distance, older ones by their date', () => {
  const now = new Date(2026, 10, 21, 12).getTime();
  expect(en.relative(new Date(now - 10_000), now)).toBe('now');
  expect(en.relative(new Date(now - 5 * 60_000), now)).toBe('5 minutes ago');
  expect(pt.relative(new Date(now - 86_400_000), now)).toBe('ontem');
  expect(en.relative(new Date(2025, 0, 2), now)).toBe('Jan 2, 2025');
});
