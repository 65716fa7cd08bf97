import { expect, test } from 'vitest';
import { freeName, numbered, toNodeName } from './names.ts';

const key = (name: string) => toNodeName(name).key;
const bytes = (name: string) => Buffer.from(toNodeName(name).sortKey);
const sorted = (names: readonly string[]) =>
  [...names].toSorted((one, other) => Buffer.compare(bytes(one), bytes(other)));

test.each(['a: b ? * | "c" <d>', 'relatório.pdf', '👩‍👩‍👧 família.jpg', '.env', '...', 'CON', 'x'.repeat(255)])(
  'a name that some systems refuse is fine: %s',
  (name) => {
    expect(toNodeName(name).name).toBe(name);
  },
);

test.each(['', '   ', '.', '..', ' .. ', 'a/b', 'a\u0000b', 'line\nbreak', '\u007F', 'a\u2028b', 'a\uD800b'])(
  'a name that is none is refused: %j',
  (name) => {
    expect(() => toNodeName(name)).toThrow(expect.objectContaining({ code: 'NAME_INVALID', data: { name } }));
  },
);

test('a name over 255 UTF-16 units is refused, with the limit', () => {
  const name = `${'😀'.repeat(127)}ab`;
  expect(() => toNodeName(name)).toThrow(
    expect.objectContaining({ code: 'NAME_TOO_LONG', data: { name, maximum: 255 } }),
  );
});

test('blanks around a name go, and accents are kept in one form', () => {
  expect(toNodeName('  Cafe\u0301.txt ').name).toBe('Caf\u00E9.txt');
});

test('names that differ by case or by the form of accents only are the same', () => {
  expect(key('Foto.JPG')).toBe(key('foto.jpg'));
  expect(key('AÇÃO')).toBe(key('ac\u0327a\u0303o'));
  expect(key('ΟΔΟΣ')).toBe(key('οδος'));
});

test('names that a person would tell apart are different', () => {
  expect(key('resume')).not.toBe(key('résumé'));
  expect(key('a b')).not.toBe(key('ab'));
});

test('names sort by the value of numbers, without regard to case and accents', () => {
  const expected = [
    '_draft',
    '1.txt',
    '02.txt',
    '10.txt',
    'Água',
    'ata',
    'foto.jpg',
    'foto2.jpg',
    'Foto10.jpg',
    'foto100.jpg',
    'ônibus',
    'Zebra',
  ];
  expect(sorted(expected.toReversed())).toEqual(expected);
});

test('names that differ by accents only stand together, the plain one first', () => {
  expect(sorted(['secretz', 'secretá', 'secreta'])).toEqual(['secreta', 'secretá', 'secretz']);
  expect(sorted(['pé 2', 'pe 10', 'pe', 'pé', 'pe 1'])).toEqual(['pe', 'pé', 'pe 1', 'pé 2', 'pe 10']);
});

test('the sort key of any name fits into a cursor', () => {
  for (const letter of ['한', '-', 'é', '1a', 'ﷺ', '😀'])
    expect(toNodeName(letter.repeat(255 / letter.length)).sortKey.length).toBeLessThanOrEqual(400);
});

test('a number comes before the extension', () => {
  expect(numbered('foto.jpg', 2, 'file').name).toBe('foto (2).jpg');
  expect(numbered('backup.tar.gz', 3, 'file').name).toBe('backup (3).tar.gz');
  expect(numbered('README', 2, 'file').name).toBe('README (2)');
  expect(numbered('.env', 2, 'file').name).toBe('.env (2)');
  expect(numbered('v1.2', 2, 'folder').name).toBe('v1.2 (2)');
  expect(numbered('Report (2019).pdf', 2, 'file').name).toBe('Report (2019) (2).pdf');
});

test('a numbered name stays within 255 units and cuts no character in half', () => {
  expect(numbered(`${'x'.repeat(251)}.jpg`, 12, 'file').name).toBe(`${'x'.repeat(246)} (12).jpg`);
  const emoji = numbered('😀'.repeat(127), 2, 'file').name;
  expect(emoji).toBe(`${'😀'.repeat(125)} (2)`);
});

test('the free name is the wished one, or the first with a number', async () => {
  const taken = new Set(['a.txt', 'a (2).txt'].map(key));
  const free = (name: string) =>
    freeName(toNodeName(name), 'file', (wish) => Promise.resolve(taken.has(wish.key)));
  expect((await free('b.txt')).name).toBe('b.txt');
  expect((await free('A.txt')).name).toBe('A (3).txt');
});

test('a free name is found with few questions where thousands are taken', async () => {
  let asked = 0;
  const { name } = await freeName(toNodeName('a.txt'), 'file', (wish) => {
    asked += 1;
    const number = Number(/\((\d+)\)/u.exec(wish.name)?.[1] ?? 1);
    return Promise.resolve(number <= 5000);
  });
  expect(name).toBe('a (5001).txt');
  expect(asked).toBeLessThan(40);
});
