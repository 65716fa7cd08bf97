import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeShelf } from './shelf.ts';
import { makeSmallFiles, type SmallFiles } from './small-files.ts';

let folder: string;
let files: SmallFiles;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-small-'));
  files = makeSmallFiles();
});
afterEach(async () => {
  files.close();
  await rm(folder, { recursive: true, force: true });
});

const writing = (stem: string, text: string) => ({
  kind: 'write' as const,
  part: path.join(folder, `${stem}.part`),
  folder,
  stem,
  extension: '.txt',
  mtimeSeconds: 1_600_000_000.25,
  bytes: new Uint8Array(Buffer.from(text)),
});

test('many files asked for at once come back each with its own bytes', async () => {
  const names = Array.from({ length: 100 }, (_, index) => path.join(folder, String(index)));
  await Promise.all(names.map((name) => writeFile(name, `content of ${name}`)));
  const outcomes = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(name);
      return files.do({ kind: 'read', path: name, size, mtimeMs: Math.trunc(mtimeMs) });
    }),
  );
  const texts = outcomes.map((outcome) => outcome.kind === 'read' && Buffer.from(outcome.bytes).toString());
  expect(texts).toEqual(names.map((name) => `content of ${name}`));
});

test('a file that is not what was planned, not there, or not a file says so', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, 'four');
  const { mtimeMs } = await stat(file);
  const read = (name: string, size: number, time: number) =>
    files.do({ kind: 'read', path: name, size, mtimeMs: Math.trunc(time) });
  expect(await read(file, 5, mtimeMs)).toEqual({ kind: 'changed' });
  expect(await read(file, 3, mtimeMs)).toEqual({ kind: 'changed' });
  expect(await read(file, 4, mtimeMs - 1000)).toEqual({ kind: 'changed' });
  expect(await read(path.join(folder, 'none'), 4, mtimeMs)).toMatchObject({ kind: 'failed', code: 'ENOENT' });
  expect(await read(folder, 0, mtimeMs)).toEqual({ kind: 'irregular' });
});

test('a file is written with its time, numbered when the name is taken, and leaves no part', async () => {
  await writeFile(path.join(folder, 'a.txt'), 'mine');
  const outcomes = await Promise.all([files.do(writing('a', 'theirs')), files.do(writing('b', ''))]);
  expect(outcomes).toEqual([
    { kind: 'written', path: path.join(folder, 'a (2).txt') },
    { kind: 'written', path: path.join(folder, 'b.txt') },
  ]);
  expect((await readdir(folder)).toSorted()).toEqual(['a (2).txt', 'a.txt', 'b.txt']);
  expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe('mine');
  expect(await readFile(path.join(folder, 'a (2).txt'), 'utf8')).toBe('theirs');
  expect((await stat(path.join(folder, 'a (2).txt'))).mtimeMs).toBe(1_600_000_000_250);
});

test('bytes in memory that both threads see are written as they are', async () => {
  const shelf = makeShelf();
  const texts = Array.from({ length: 50 }, (_, index) => `number ${index} `.repeat(index * 30));
  const outcomes = await Promise.all(
    texts.map(async (text, index) => {
      const piece = shelf.take(text.length);
      piece.bytes.set(Buffer.from(text));
      const outcome = await files.do({ ...writing(`s${index}`, ''), bytes: piece.bytes });
      piece.free();
      return outcome;
    }),
  );
  expect(outcomes.every(({ kind }) => kind === 'written')).toBe(true);
  for (const [index, text] of texts.entries())
    expect(await readFile(path.join(folder, `s${index}.txt`), 'utf8')).toBe(text);
});

test('a part of an earlier try is left alone', async () => {
  await writeFile(path.join(folder, 'c.part'), 'begun');
  expect(await files.do(writing('c', 'all of it'))).toEqual({ kind: 'partExists' });
  expect(await readdir(folder)).toEqual(['c.part']);
});

test('a folder that is gone is a failure with its system code', async () => {
  const job = {
    ...writing('d', 'x'),
    folder: path.join(folder, 'gone'),
    part: path.join(folder, 'gone', 'd.part'),
  };
  expect(await files.do(job)).toMatchObject({ kind: 'failed', code: 'ENOENT' });
});

test('closing it rejects what waits, and nothing is left running', async () => {
  const waiting = files.do(writing('e', 'x'));
  files.close();
  await expect(waiting).rejects.toThrow('closed');
});
