import { expect, test } from 'vitest';
import { fromField, readEntries, type ChosenFile } from './chosen.ts';

/* oxlint-disable typescript/no-unsafe-type-assertion -- jsdom has no entries of its own */

/** A file as it is when something is dropped; `gone` once it was deleted meanwhile. */
function file(name: string, gone = false): FileSystemEntry {
  return {
    name,
    isFile: true,
    isDirectory: false,
    file: (found: (file: File) => void, lost: (error: Error) => void) => {
      if (gone) lost(new Error('NotFoundError'));
      else found(new File([name], name));
    },
  } as unknown as FileSystemEntry;
}

/** A folder whose reader gives a few at a time, as browsers do. */
function folder(name: string, inside: readonly FileSystemEntry[], atOnce = 2): FileSystemEntry {
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader() {
      let at = 0;
      return {
        readEntries(found: (entries: readonly FileSystemEntry[]) => void) {
          found(inside.slice(at, at + atOnce));
          at += atOnce;
        },
      };
    },
  } as unknown as FileSystemEntry;
}

async function read(...entries: FileSystemEntry[]): Promise<{ found: string[]; unreadable: number }> {
  const files: ChosenFile[] = [];
  const { unreadable } = await readEntries(entries, (some) => files.push(...some));
  return { found: files.map(({ path, file: { name } }) => [...path, name].join('/')), unreadable };
}

test('dropped folders are read to the bottom, however many are given at a time', async () => {
  const photos = folder('Photos', [
    file('1.jpg'),
    file('2.jpg'),
    file('3.jpg'),
    folder('2026', [file('4.jpg')]),
  ]);
  expect((await read(photos, file('a.txt'))).found).toEqual([
    'Photos/1.jpg',
    'Photos/2.jpg',
    'Photos/3.jpg',
    'Photos/2026/4.jpg',
    'a.txt',
  ]);
});

test('what cannot be read is counted, and all else goes along', async () => {
  const result = await read(folder('Mixed', [file('gone.txt', true), file('here.txt')]), file('b.txt'));
  expect(result).toEqual({ found: ['Mixed/here.txt', 'b.txt'], unreadable: 1 });
});

test('a chosen folder brings its name along', () => {
  const chosen = new File(['x'], 'a.txt');
  Object.defineProperty(chosen, 'webkitRelativePath', { value: 'Photos/2026/a.txt' });
  expect(fromField([chosen])).toMatchObject([{ path: ['Photos', '2026'] }]);
});
