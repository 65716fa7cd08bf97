import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentOf, readZip } from '../../../tests/support/zip-reader.ts';
import { ZipNames } from './zip-names.ts';
import { writeZip, type ZipDeps, type ZipEntry } from './zip-writer.ts';

const run = promisify(execFile);
const MiB = 1024 * 1024;

let folder: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-zip-'));
  target = path.join(folder, 'archive.zip');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const noon = new Date(2024, 5, 15, 12, 30, 20);
const file = (name: string, size: number, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name,
  size,
  modifiedAt: noon,
  objectKey: name,
  ...more,
});
const inFolder = (name: string): ZipEntry => ({ name, size: 0, modifiedAt: noon, objectKey: null });

/** A content that says where it comes from. */
function contentFor(key: string, size: number): Buffer {
  return Buffer.alloc(size, `${key}\n`);
}

/** Writes an archive to the target, leaving holes where a block is all zeros. */
async function pack(
  entries: Iterable<ZipEntry>,
  options: { read?: (key: string) => Readable; signal?: AbortSignal } = {},
): Promise<{ contentBytes: number }> {
  const list = [...entries];
  const sizes = new Map(list.map(({ objectKey, size }) => [objectKey, size]));
  const handle = await open(target, 'w');
  let at = 0;
  let contentBytes = 0;
  async function* all() {
    yield* list;
  }
  try {
    await writeZip(all(), {
      store: storeOf(
        (key) => options.read?.(key) ?? Readable.from(chunksOf(contentFor(key, sizes.get(key) ?? 0))),
      ),
      async write(bytes) {
        if (!zeros.subarray(0, bytes.length).equals(bytes)) await handle.write(bytes, 0, bytes.length, at);
        at += bytes.length;
      },
      onBytes(bytes) {
        contentBytes += bytes;
      },
      signal: options.signal ?? new AbortController().signal,
    });
  } finally {
    await handle.close();
  }
  return { contentBytes };
}
const zeros = Buffer.alloc(MiB);

/** A store whose contents come as streams, as a real one's do. */
function storeOf(contentOfKey: (key: string) => Readable): ZipDeps['store'] {
  return {
    async readPieces({ key, write, signal }) {
      for await (const piece of addAbortSignal(signal, contentOfKey(key)) as AsyncIterable<Buffer>)
        await write(Buffer.concat([piece]));
    },
    async readWhole({ key, into }) {
      const bytes = await buffer(contentOfKey(key));
      if (bytes.length !== into.length) throw new Error('of another size');
      bytes.copy(into);
      return crc32(bytes);
    },
  };
}

function chunksOf(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 100_000) chunks.push(bytes.subarray(at, at + 100_000));
  return chunks;
}

/** What another program says of the archive; null where there is none. */
async function unzip(...args: string[]): Promise<string | null> {
  try {
    return (await run('unzip', args, { maxBuffer: 64 * MiB })).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

describe('an archive', () => {
  test('holds files and folders, empty ones too, with their names, contents and times', async () => {
    const entries = [
      file('leia-me ção 日本 🎉.txt', 40),
      inFolder('vazia/'),
      inFolder('fotos/'),
      file('fotos/grande.jpg', 5 * MiB + 3),
      file('fotos/nada', 0),
    ];
    const { contentBytes } = await pack(entries);
    expect(contentBytes).toBe(40 + 5 * MiB + 3);

    const found = await readZip(target);
    expect(found.map(({ name, size }) => [name, size])).toEqual(
      entries.map(({ name, size }) => [name, size]),
    );
    for (const entry of found) {
      expect(entry.modifiedAt).toEqual(noon);
      expect(entry.utf8 || /^[\x20-\x7e]*$/u.test(entry.name)).toBe(true);
      const content = await contentOf(target, entry);
      expect(content.equals(contentFor(entry.name, entry.size))).toBe(true);
    }
    expect((await unzip('-tq', target)) ?? 'No errors').toContain('No errors');
  });

  test('keeps times to the second, wherever it is unpacked', async () => {
    const odd = new Date('2024-06-15T12:30:21.999Z');
    const old = new Date('1969-07-20T20:17:39Z');
    const late = new Date('2040-01-01T00:00:01Z');
    const big = 5 * MiB;
    await pack([
      inFolder('pasta/'),
      file('pasta/odd', 3, { modifiedAt: odd }),
      file('streamed', big, { modifiedAt: odd }),
      file('old', 1, { modifiedAt: old }),
      file('late', 1, { modifiedAt: late }),
    ]);
    const whole = new Date('2024-06-15T12:30:21Z');
    const found = await readZip(target);
    expect(found.map(({ exactlyModifiedAt: at }) => at)).toEqual([noon, whole, whole, old, null]);

    const env = { ...process.env, TZ: 'Asia/Tokyo' };
    if ((await unzip('-v')) === null) return;
    await run('unzip', ['-q', target, '-d', folder], { env });
    expect((await stat(path.join(folder, 'pasta/odd'))).mtime).toEqual(whole);
    expect((await stat(path.join(folder, 'streamed'))).mtime).toEqual(whole);
  });

  test('holds each content right though the memory for it is used again and again', async () => {
    const sizes = [70_000, 300_000, 255_999, MiB, 3 * MiB + 1, 64 * 1024, 5 * MiB, 1, 262_145];
    const entries = Array.from({ length: 60 }, (_, index) =>
      file(`f${String(index)}`, sizes[index % sizes.length] ?? 0),
    );
    await pack(entries);
    const found = await readZip(target);
    expect(found).toHaveLength(60);
    for (const entry of found) {
      const content = await contentOf(target, entry);
      expect(content.equals(contentFor(entry.name, entry.size))).toBe(true);
    }
  });

  test('may have more than 65,535 entries', async () => {
    const count = 66_000;
    await pack(Array.from({ length: count }, (_, index) => file(`f/${String(index)}`, 3)));
    const found = await readZip(target);
    expect(found).toHaveLength(count);
    expect(found.at(-1)?.name).toBe('f/65999');
    expect((await contentOf(target, found.at(-1))).toString()).toBe('f/6');
    expect((await unzip('-tq', target)) ?? 'No errors').toContain('No errors');
  });

  test('may hold more than 4 GiB, in one file and in all', { timeout: 120_000 }, async () => {
    const size = 4 * 1024 * MiB + 5;
    const read = (key: string) => {
      if (key !== 'huge.bin') return Readable.from([contentFor(key, 10)]);
      let left = size;
      return new Readable({
        highWaterMark: MiB,
        read() {
          const some = Math.min(left, MiB);
          left -= some;
          this.push(some === 0 ? null : zeros.subarray(0, some));
        },
      });
    };
    await pack([file('first.txt', 10), file('huge.bin', size), file('last.txt', 10)], { read });

    const found = await readZip(target);
    expect(found.map((entry) => entry.size)).toEqual([10, size, 10]);
    expect(found[2]?.offset).toBeGreaterThan(0xffffffff);
    expect(found.map(({ exactlyModifiedAt: at }) => at)).toEqual([noon, noon, noon]);
    const last = contentFor('last.txt', 10);
    expect(await contentOf(target, found[2])).toEqual(last);
    expect((await unzip('-p', target, 'last.txt')) ?? last.toString()).toBe(last.toString());
  });

  test('is not finished when a content fails in the middle, or before it came', async () => {
    const broken = new Error('damaged');
    for (const size of [10, 5 * MiB]) {
      const read = (key: string) =>
        key === 'bad'
          ? Readable.from(
              (async function* () {
                yield Buffer.alloc(5);
                await Promise.resolve();
                throw broken;
              })(),
            )
          : Readable.from([contentFor(key, 10)]);
      await expect(pack([file('good', 10), file('bad', size), file('next', 10)], { read })).rejects.toBe(
        broken,
      );
    }
  });

  test('stops when it is told to, also while it waits for a content', async () => {
    const stop = new AbortController();
    const reason = new Error('cancelled');
    const read = () => {
      setImmediate(() => stop.abort(reason));
      return new Readable({ read: () => undefined });
    };
    await expect(pack([file('slow', 5 * MiB)], { read, signal: stop.signal })).rejects.toBe(reason);
  });

  test('fails when its bytes cannot be written', async () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    async function* all() {
      yield file('a', 3 * MiB);
    }
    const work = writeZip(all(), {
      store: storeOf(() => Readable.from([Buffer.alloc(3 * MiB)])),
      write: () => Promise.reject(full),
      onBytes: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(work).rejects.toBe(full);
  });
});

describe('names in an archive', () => {
  test('are such that Windows can hold them', () => {
    const names = new ZipNames();
    names.begin();
    expect(names.name(['a<b>:"c|?*.txt'], 'file')).toBe('a_b___c___.txt');
    expect(names.name(['CON'], 'folder')).toBe('_CON/');
    expect(names.name(['CON', 'ends. '], 'folder')).toBe('_CON/ends__/');
    expect(names.name(['CON', 'ends. ', '..\\..\\x'], 'file')).toBe('_CON/ends__/.._.._x');
    expect(names.name(['CON', 'ends. ', 'nul.txt'], 'file')).toBe('_CON/ends__/_nul.txt');
  });

  test('are unique in their folder where case does not count', () => {
    const names = new ZipNames();
    names.begin();
    expect(names.name(['a?b.txt'], 'file')).toBe('a_b.txt');
    expect(names.name(['A:B.txt'], 'file')).toBe('A_B (2).txt');
    names.begin();
    expect(names.name(['a_b.TXT'], 'file')).toBe('a_b (3).TXT');
    expect(names.name(['same'], 'folder')).toBe('same/');
    expect(names.name(['same', 'x'], 'file')).toBe('same/x');
    names.begin();
    expect(names.name(['same'], 'folder')).toBe('same (2)/');
    expect(names.name(['same', 'x'], 'file')).toBe('same (2)/x');
  });
});
