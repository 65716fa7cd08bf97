import { describe, expect, test } from 'vitest';
import { countFilters, readSearchParams, toSearchInput, withoutFilters } from './search-params.ts';

describe('an address', () => {
  test('is read as it was written', () => {
    const params = {
      q: 'relatório',
      kind: 'file',
      types: ['image', 'pdf'],
      size: 'large',
      time: 'week',
      tags: ['red'],
      owner: '0190d6f0-0000-7000-8000-000000000001',
      here: 'a-folder',
      inside: true,
    } as const;
    expect(readSearchParams(params)).toEqual(params);
    expect(countFilters(params)).toBe(7);
    expect(withoutFilters(params)).toEqual({ q: 'relatório', here: 'a-folder' });
  });

  test('keeps only what makes sense', () => {
    const odd = {
      q: 5,
      kind: 'x',
      types: ['image', 'nonsense'],
      size: 1,
      time: [],
      tags: 'red',
      owner: 'somebody',
      inside: true,
    };
    expect(readSearchParams(odd)).toEqual({ types: ['image'] });
    expect(readSearchParams({ owner: 'mine' })).toEqual({ owner: 'mine' });
    expect(readSearchParams({ q: 'a'.repeat(900) }).q).toHaveLength(500);
  });
});

describe('what the core is asked', () => {
  const now = new Date(2026, 4, 20, 15, 30);
  const midnight = (month: number, day: number) => new Date(2026, month, day).toISOString();

  test.each([
    ['today', { modifiedFrom: midnight(4, 20) }],
    ['week', { modifiedFrom: midnight(4, 14) }],
    ['month', { modifiedFrom: midnight(3, 21) }],
    ['year', { modifiedFrom: midnight(0, 1) }],
    ['older', { modifiedTo: midnight(0, 1) }],
  ] as const)('about the time %s counts whole days of this computer', (time, expected) => {
    expect(toSearchInput({ time }, now)).toMatchObject(expected);
  });

  test('looks in the folder one came from only when told to', () => {
    expect(toSearchInput({ q: 'a', here: 'f' }, now)).toMatchObject({ text: 'a', folderId: null });
    expect(toSearchInput({ q: 'a', here: 'f', inside: true }, now)).toMatchObject({ folderId: 'f' });
  });

  test('bounds sizes from both sides', () => {
    expect(toSearchInput({ size: 'medium' }, now)).toMatchObject({
      minimumBytes: 1_000_000,
      maximumBytes: 100_000_000,
    });
    expect(toSearchInput({}, now)).toEqual({
      text: '',
      folderId: null,
      kind: null,
      types: [],
      tags: [],
      owner: 'anyone',
    });
  });
});
