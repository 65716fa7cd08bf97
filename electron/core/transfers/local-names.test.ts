import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { localName, numbered, partName } from './local-names.ts';

describe('a name of the cloud on this computer', () => {
  test.each([
    ['relatório 🎉.txt', 'relatório 🎉.txt'],
    ['a: ? * | "b" <c>.txt', 'a_ _ _ _ _b_ _c_.txt'],
    ['CON', '_CON'],
    ['lpt1.tar.gz', '_lpt1.tar.gz'],
    ['console', 'console'],
    ['ends with dots...', 'ends with dots___'],
    ['ends with space ', 'ends with space_'],
    ['a\u0001b', 'a_b'],
    ['a\\..\\b', 'a_.._b'],
  ])('%s on Windows', (name, expected) => {
    expect(localName(name, 'win32')).toBe(expected);
  });

  test('keeps everything but the slash on Linux, and the colon on macOS', () => {
    expect(localName('a: ? * | b/c', 'linux')).toBe('a: ? * | b_c');
    expect(localName('a: b/c', 'darwin')).toBe('a_ b_c');
  });

  test.each(['', '.', '..', '../..', '/', '/etc/passwd', '..\\..\\x', 'C:\\x', '\0', '....', ' '])(
    'is one name and never a way elsewhere: %j',
    (name) => {
      for (const platform of ['win32', 'darwin', 'linux'] as const) {
        const safe = localName(name, platform);
        const paths = platform === 'win32' ? path.win32 : path.posix;
        expect(paths.dirname(paths.join('folder', safe))).toBe('folder');
        expect(safe).not.toMatch(/[/\0]/u);
      }
    },
  );

  test('is cut where the system allows no more, between characters, and keeps its ending', () => {
    const onLinux = localName(`${'é🎉'.repeat(200)}.jpeg`, 'linux');
    expect(Buffer.byteLength(onLinux)).toBeLessThanOrEqual(247);
    expect(onLinux).toMatch(/^(?:é🎉)+é?\.jpeg$/u);
    expect(localName('x'.repeat(255), 'win32')).toHaveLength(247);
  });
});

test('a number goes before the ending', () => {
  expect(numbered('photo.jpg', 1)).toBe('photo.jpg');
  expect(numbered('photo.jpg', 2)).toBe('photo (2).jpg');
  expect(numbered('.profile', 3)).toBe('.profile (3)');
});

test('two downloads of one name are fetched into two files', () => {
  expect(partName('x.bin', '0198-1111-aaaaaaaa')).not.toBe(partName('x.bin', '0198-1111-bbbbbbbb'));
  expect(Buffer.byteLength(partName('é'.repeat(127), '0198-aaaaaaaa', 'linux'))).toBeLessThanOrEqual(255);
});
