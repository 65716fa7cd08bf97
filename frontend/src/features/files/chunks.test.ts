import { expect, test } from 'vitest';
import { inChunks } from './chunks.ts';

test('many ids go in several calls, in order, and are counted together', async () => {
  const calls: string[][] = [];
  const count = await inChunks(
    ['a', 'b', 'c', 'd', 'e'],
    (ids) => {
      calls.push(ids);
      return Promise.resolve({ count: ids.length });
    },
    2,
  );
  expect(calls).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(count).toBe(5);
});

test('what fails half-way is told, and the rest is not tried', async () => {
  const seen: string[] = [];
  const work = ([id]: string[]) => {
    seen.push(id ?? '');
    return id === 'b' ? Promise.reject(new Error('no')) : Promise.resolve({ count: 1 });
  };
  await expect(inChunks(['a', 'b', 'c'], work, 1)).rejects.toThrow('no');
  expect(seen).toEqual(['a', 'b']);
});
