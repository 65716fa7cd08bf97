import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, utimesSync, writeFileSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFile } from '../../../tests/support/made-files.ts';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import type { MultipartState } from './multipart.ts';
import type { PutRequest } from './put.ts';

const MIB = 1024 * 1024;
let server: TestStore;
let folder: string;
const never = new AbortController().signal;

beforeAll(async () => {
  server = await startTestStore();
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-objects-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function requestFor(file: string, more: Partial<PutRequest> = {}): Promise<PutRequest> {
  const { size, mtimeMs } = await stat(file);
  return {
    key: server.store.newKey(),
    labels: { name: path.basename(file), ownerId: 'owner', objectId: 'object' },
    source: { path: file, size, mtimeMs: Math.trunc(mtimeMs) },
    multipart: null,
    onMultipart: () => Promise.resolve(),
    onProgress: () => undefined,
    signal: never,
    ...more,
  };
}

/** A request to fetch what was put, into a file of this path. */
function fetching(request: PutRequest, etag: string, target: string) {
  const { dir: folder, name: stem, ext: extension } = path.parse(target);
  return {
    key: request.key,
    name: request.labels.name,
    size: request.source.size,
    etag,
    file: `${target}.part`,
    place: { folder, stem, extension, modifiedAt: new Date('2021-02-03T04:05:06Z') },
    onProgress: (_done: number) => undefined as void,
    signal: never,
  };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

describe('what is stored comes back as it was', () => {
  const sizes = { '0 B': 0, '1 B': 1, '1 MiB': MIB, '5 MiB - 1': 5 * MIB - 1, '5 MiB + 1': 5 * MIB + 1 };
  test.each(Object.entries(sizes))('%s', async (name, size) => {
    const file = await makeFile(folder, `size ${name}`, size);
    const request = await requestFor(file);
    const { etag } = await server.store.put(request);
    const target = path.join(folder, `back ${name}`);
    await server.store.get(fetching(request, etag, target));
    expect(await hashOf(target)).toBe(await hashOf(file));
  });

  test('so do many small ones at a time, also where some are given up meanwhile', async () => {
    const files = await Promise.all(
      Array.from({ length: 40 }, (_, at) => makeFile(folder, `many ${at}`, 1000 + at * 3000, at)),
    );
    const control = new AbortController();
    const requests = await Promise.all(
      files.map((file, at) => requestFor(file, at % 10 === 3 ? { signal: control.signal } : {})),
    );
    const puts = requests.map((request) => server.store.put(request));
    setTimeout(() => control.abort(), 2);
    const outcomes = await Promise.allSettled(puts);
    for (const [at, request] of requests.entries()) {
      const outcome = outcomes[at];
      if (at % 10 === 3 && outcome?.status === 'rejected') continue;
      if (outcome?.status !== 'fulfilled')
        throw new Error(`${at} was not stored`, { cause: outcome?.reason });
      const target = path.join(folder, `many back ${at}`);
      await server.store.get(fetching(request, outcome.value.etag, target));
      expect(await hashOf(target)).toBe(await hashOf(files[at] ?? ''));
    }
  });

  test('a large file goes in parts, and its checksum is verified over all of them', async () => {
    const file = await makeFile(folder, 'large', 70 * MIB + 12_345);
    const progress: number[] = [];
    const request = await requestFor(file, { onProgress: (done) => progress.push(done) });
    const { etag } = await server.store.put(request);
    expect(etag).toMatch(/-3$/u);
    expect(progress.at(-1)).toBe(request.source.size);
    const target = path.join(folder, 'large back');
    await server.store.get(fetching(request, etag, target));
    expect(await hashOf(target)).toBe(await hashOf(file));
  });
});

test('an object tells its name in any script, its owner and its own id', async () => {
  const file = path.join(folder, 'relatório 🎉 "final": 100%?.txt');
  await writeFile(file, 'x');
  const request = await requestFor(file);
  await server.store.put(request);
  const { metaData } = await server.client().statObject(server.bucket, request.key);
  const name = /^=\?utf-8\?B\?(?<text>.*)\?=$/u.exec(String(metaData['name']))?.groups?.['text'] ?? '';
  expect(Buffer.from(name, 'base64').toString()).toBe(path.basename(file));
  expect(metaData).toMatchObject({ owner: 'owner', object: 'object' });
});

describe('an upload in parts that was interrupted', () => {
  async function interrupted(): Promise<{ request: PutRequest; state: MultipartState; doneBytes: number }> {
    const file = await makeFile(folder, 'interrupted', 200 * MIB);
    const stop = new AbortController();
    let state: MultipartState | null = null;
    let doneBytes = 0;
    const request = await requestFor(file, {
      onMultipart: (begun) => {
        state = begun;
        return Promise.resolve();
      },
      onProgress: (done) => {
        doneBytes = done;
        if (done > 150 * MIB) stop.abort();
      },
    });
    await expect(server.store.put({ ...request, signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    if (state === null) throw new Error('it never began');
    return { request, state, doneBytes };
  }

  test('goes on with the parts that are stored', async () => {
    const { request, state } = await interrupted();
    let first: number | undefined;
    const { etag } = await server.store.put({
      ...request,
      multipart: state,
      onMultipart: () => Promise.reject(new Error('began again')),
      onProgress: (done) => (first ??= done),
    });
    expect(first).toBeGreaterThanOrEqual(32 * MIB);
    const target = path.join(folder, 'interrupted back');
    await server.store.get(fetching(request, etag, target));
    expect(await hashOf(target)).toBe(await hashOf(request.source.path));
  });

  test('begins again when the store has forgotten it', async () => {
    const { request, state } = await interrupted();
    await server.store.remove(request.key, { parts: true, signal: never });
    const { etag } = await server.store.put({ ...request, multipart: state });
    expect(await server.store.stat(request.key, never)).toEqual({ size: request.source.size, etag });
  });

  test('is finished when only the answer to its last request was lost', async () => {
    const file = await makeFile(folder, 'answer lost', 65 * MIB);
    const states: MultipartState[] = [];
    const request = await requestFor(file, {
      onMultipart: (begun) => {
        states.push(begun);
        return Promise.resolve();
      },
    });
    const first = await server.store.put(request);
    expect(await server.store.put({ ...request, multipart: states[0] ?? null })).toEqual(first);
    expect(states).toHaveLength(1);
  });

  test('leaves nothing in the store once it is removed', async () => {
    const { request } = await interrupted();
    await server.store.remove(request.key, { parts: true, signal: never });
    const left: unknown[] = [];
    for await (const upload of server.client().listIncompleteUploads(server.bucket, request.key, true))
      left.push(upload);
    expect(left).toEqual([]);
  });
});

describe('a source', () => {
  test('that is gone is missing', async () => {
    const file = await makeFile(folder, 'soon gone', 10);
    const request = await requestFor(file);
    await rm(file);
    await expect(server.store.put(request)).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
  });

  test('that changes while it is read is not stored', async () => {
    const file = await makeFile(folder, 'growing', 20 * MIB);
    let touched: Promise<void> | undefined;
    const request = await requestFor(file, {
      onProgress: (done) => {
        if (done > 5 * MIB) touched ??= appendFile(file, 'more');
      },
    });
    await expect(server.store.put(request)).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
    await touched;
    expect(await server.store.stat(request.key, never)).toBeNull();
  });

  test('that is overwritten in place between its two readings is refused', async () => {
    const file = await makeFile(folder, 'overwritten', 20 * MIB);
    const { atime, mtime } = await stat(file);
    const others = randomBytes(20 * MIB);
    let changed = false;
    const request = await requestFor(file, {
      onProgress: () => {
        if (changed) return;
        changed = true;
        // At once, while most of it is still to be read; size and time stay: only the checksum can notice.
        writeFileSync(file, others, { flag: 'r+' });
        utimesSync(file, atime, mtime);
      },
    });
    const outcome = await server.store.put(request).then(
      () => 'stored',
      (error: unknown) => error,
    );
    expect(String(outcome)).toMatch(/CONTENT_DAMAGED|SOURCE_CHANGED/u);
  });
});

describe('a download', () => {
  test('goes on where it ended', async () => {
    const file = await makeFile(folder, 'halfway', 70 * MIB + 7);
    const request = await requestFor(file);
    const { etag } = await server.store.put(request);
    const target = path.join(folder, 'halfway back');
    const stop = new AbortController();
    const get = fetching(request, etag, target);
    const part = get.file;
    const onProgress = (done: number) => {
      if (done > 40 * MIB) stop.abort();
    };
    await expect(server.store.get({ ...get, onProgress, signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const { size: have } = await stat(part);
    expect(have).toBeGreaterThan(30 * MIB);
    let first: number | undefined;
    await server.store.get({ ...get, onProgress: (done) => (first ??= done) });
    expect(first).toBeGreaterThanOrEqual(have - 1);
    expect(await hashOf(target)).toBe(await hashOf(file));
  });

  test.each([
    ['one piece', 3 * MIB],
    ['parts', 65 * MIB],
  ])('whose beginning was altered is damaged and starts over next time (stored in %s)', async (_, size) => {
    const file = await makeFile(folder, 'to damage', size);
    const request = await requestFor(file);
    const { etag } = await server.store.put(request);
    const target = path.join(folder, 'damaged back');
    await rm(target, { force: true });
    await writeFile(`${target}.part`, randomBytes(2 * MIB));
    const get = fetching(request, etag, target);
    await expect(server.store.get(get)).rejects.toMatchObject({ code: 'CONTENT_DAMAGED' });
    await server.store.get(get);
    expect(await hashOf(target)).toBe(await hashOf(file));
  });

  test('of an object that is not there is damaged content, never an empty file', async () => {
    const stored = await requestFor(await makeFile(folder, 'other', 5));
    const request = { ...fetching(stored, 'x', path.join(folder, 'gone back')), name: 'gone' };
    await expect(server.store.get(request)).rejects.toMatchObject({
      code: 'CONTENT_DAMAGED',
      data: { name: 'gone' },
    });
  });

  test('into a folder that is not there says so', async () => {
    const file = await makeFile(folder, 'homeless', 5);
    const request = await requestFor(file);
    const { etag } = await server.store.put(request);
    const target = path.join(folder, 'no', 'such', 'folder');
    await expect(server.store.get(fetching(request, etag, target))).rejects.toMatchObject({
      code: 'TARGET_NOT_WRITABLE',
      data: { path: path.dirname(target) },
    });
  });
});

test('a store that is away is worth another try, in the middle of a file too', async () => {
  const file = await makeFile(folder, 'crash', 100 * MIB);
  let crashed: Promise<void> | undefined;
  const request = await requestFor(file, {
    onProgress: (done) => {
      if (done > 20 * MIB) crashed ??= server.crash();
    },
  });
  await expect(server.store.put(request)).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  await crashed;
  await expect(server.store.put(request)).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  const back = server.store.whenAvailable(never);
  await server.comeBack();
  await back;
  const { etag } = await server.store.put(await requestFor(file));
  expect(etag).not.toBe('');
});

test('a missing bucket is a store that is away, never an empty one', async () => {
  const other = await startTestStore();
  try {
    await other.client().removeBucket(other.bucket);
    const request = await requestFor(await makeFile(folder, 'no bucket', 3));
    await expect(other.store.put(request)).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
    await expect(other.store.stat(request.key, never)).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  } finally {
    await other.stop();
  }
});

test('a sparse file of 200 MiB and one with its end cut off keep their bytes', async () => {
  const file = path.join(folder, 'sparse');
  await writeFile(file, 'start');
  await truncate(file, 200 * MIB);
  await appendFile(file, 'end');
  const request = await requestFor(file);
  const { etag } = await server.store.put(request);
  const target = path.join(folder, 'sparse back');
  await server.store.get(fetching(request, etag, target));
  expect(await hashOf(target)).toBe(await hashOf(file));
  expect((await readFile(target)).subarray(-3).toString()).toBe('end');
});
