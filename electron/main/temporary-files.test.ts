import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTemporaryFiles } from './temporary-files.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'mcm-temporary-')), 'tmp');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a file handed over as bytes', () => {
  it('is there with its name and all its pieces once it is finished', async () => {
    const files = openTemporaryFiles(folder);
    const id = await files.begin('Férias 📷.jpg');
    await files.append(id, bytes('one '));
    await files.append(id, bytes('two'));
    const file = await files.finish(id);
    expect(path.basename(file)).toBe('Férias 📷.jpg');
    expect(readFileSync(file, 'utf8')).toBe('one two');
  });

  it('may be empty', async () => {
    const files = openTemporaryFiles(folder);
    expect(readFileSync(await files.finish(await files.begin('empty')), 'utf8')).toBe('');
  });

  it('stands beside another of the same name', async () => {
    const files = openTemporaryFiles(folder);
    const [first, second] = await Promise.all([files.begin('a.txt'), files.begin('a.txt')]);
    expect(await files.finish(first)).not.toBe(await files.finish(second));
  });

  it('leaves nothing when it is aborted', async () => {
    const files = openTemporaryFiles(folder);
    const id = await files.begin('a.txt');
    await files.append(id, bytes('half'));
    await files.abort(id);
    await files.abort(id);
    expect(readdirSync(folder)).toEqual([]);
    await expect(files.append(id, bytes('more'))).rejects.toThrow('no such file');
    await expect(files.finish(id)).rejects.toThrow('no such file');
  });

  it.each(['../../evil', '..', '/etc/passwd', 'a\0b', ''])('named %j stays in its folder', async (name) => {
    const files = openTemporaryFiles(folder);
    const file = await files.finish(await files.begin(name));
    expect(path.dirname(path.dirname(file))).toBe(folder);
  });

  it('has a name that the disk can keep, cut between characters', async () => {
    const files = openTemporaryFiles(folder);
    const file = await files.finish(await files.begin('é'.repeat(200)));
    expect(path.basename(file)).toBe('é'.repeat(127));
  });
});

it('what an earlier run left half-made goes, what is waiting for its upload stays', async () => {
  mkdirSync(path.join(folder, 'half.part'), { recursive: true });
  writeFileSync(path.join(folder, 'half.part', 'a.txt'), 'half');
  mkdirSync(path.join(folder, 'uploaded'));
  mkdirSync(path.join(folder, 'waiting'));
  writeFileSync(path.join(folder, 'waiting', 'b.txt'), 'whole');
  const files = openTemporaryFiles(folder);
  await files.abort(await files.begin('c.txt'));
  expect(readdirSync(folder)).toEqual(['waiting']);
  expect(existsSync(path.join(folder, 'waiting', 'b.txt'))).toBe(true);
});
