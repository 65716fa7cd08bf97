import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { c } from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canMount, mountMemory, unmount } from '../../../tests/support/mounts.ts';
import { errors } from '../../contract/errors.ts';
import { isFailure } from '../lib/errors.ts';
import { installFirst, readInstalled, type InstallHooks } from './install.ts';
import type { ServerSource } from './manifest.ts';

const LIMITS = { responseMs: 30_000, stallMs: 30_000, resumes: 3 };
/** Where what is tried is a server that says nothing. */
const SHORT = { responseMs: 1500, stallMs: 1500, resumes: 3 };
/** Not a program, but verified and put in place like one. */
const PROGRAM = randomBytes(3 * 1024 * 1024);

let root: string;
let bin: string;
let archive: Buffer;
let server: http.Server;
let base: string;
/** What the server was asked for: path and range. */
let asked: string[];
let answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void>;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'mcm-install-'));
  bin = path.join(root, 'bin');
  await writeFile(path.join(root, 'silo'), PROGRAM, { mode: 0o755 });
  await writeFile(path.join(root, 'README'), 'about');
  await c({ gzip: true, file: path.join(root, 'silo.tar.gz'), cwd: root }, ['README', 'silo']);
  archive = await readFile(path.join(root, 'silo.tar.gz'));
  asked = [];
  answers = { '/good': (request, response) => sendRange(request, response, archive) };
  server = http.createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${request.headers.range ?? ''}`.trim());
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end('nothing here');
    else answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  base = `http://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true, force: true });
});

function sendRange(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= body.length) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
    return;
  }
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': body.length - from,
    ...(from > 0 ? { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` } : {}),
  });
  response.end(body.subarray(from));
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

function source(route: string, change: { id?: string; sha256?: string; member?: string } = {}): ServerSource {
  return {
    id: change.id ?? 'silo-1',
    name: 'SILO',
    version: 'RELEASE.2026-01-01T00-00-00Z',
    outdated: false,
    advisory: null,
    kind: 'archive',
    build: {
      url: new URL(route, base).href,
      sha256: change.sha256 ?? sha256(archive),
      member: change.member ?? 'silo',
    },
  };
}

function hooks(change: Partial<InstallHooks> = {}): InstallHooks {
  return {
    onBytes: () => undefined,
    onVerify: () => undefined,
    signal: new AbortController().signal,
    limits: LIMITS,
    ...change,
  };
}

const install = (sources: ServerSource[], change: Partial<InstallHooks> = {}) =>
  installFirst(sources, bin, hooks(change));

const refusedBecause = (...reasons: string[]) => ({
  code: 'SERVER_UNREACHABLE_SOURCES',
  data: { tried: reasons.map((reason) => ({ source: 'SILO RELEASE.2026-01-01T00-00-00Z', reason })) },
});

test('a download is verified, unpacked, made runnable and put in place with a record of what it is', async () => {
  const seen: [number, number | null][] = [];
  let verified = 0;
  const installed = await install([source('/good')], {
    onBytes: (bytes, total) => seen.push([bytes, total]),
    onVerify: () => {
      verified += 1;
    },
  });
  expect(installed).toMatchObject({ sourceId: 'silo-1', name: 'SILO', sha256: sha256(PROGRAM) });
  expect(sha256(await readFile(installed.executable))).toBe(sha256(PROGRAM));
  expect((await stat(installed.executable)).mode & 0o111).not.toBe(0);
  expect(await readInstalled(path.join(bin, 'silo-1'))).toEqual(installed);
  expect(seen.at(-1)).toEqual([archive.length, archive.length]);
  expect(verified).toBe(1);
  expect((await readdir(bin)).toSorted()).toEqual(['.parts', 'silo-1']);
  expect(await readdir(path.join(bin, '.parts'))).toEqual([]);
});

test('404 and 410 fall through to the next source', async () => {
  answers['/gone'] = (_request, response) => response.writeHead(410).end();
  const tried: string[] = [];
  const sources = [
    source('/absent', { id: 'a' }),
    source('/gone', { id: 'b' }),
    source('/good', { id: 'c' }),
  ];
  const installed = await install(sources, { onSource: ({ id }) => tried.push(id) });
  expect(installed.sourceId).toBe('c');
  expect(tried).toEqual(['a', 'b', 'c']);
});

test('when no source works, the failure names each with its reason', async () => {
  answers['/gone'] = (_request, response) => response.writeHead(410).end();
  await expect(
    install([source('/absent'), source('/gone'), source('http://127.0.0.1:1/')]),
  ).rejects.toMatchObject(refusedBecause('HTTP 404', 'HTTP 410', 'unreachable (ECONNREFUSED)'));
  expect(await readInstalled(path.join(bin, 'silo-1'))).toBeNull();
});

test('a redirect is followed', async () => {
  answers['/moved'] = (_request, response) => response.writeHead(302, { location: '/good' }).end();
  expect((await install([source('/moved')])).sha256).toBe(sha256(PROGRAM));
});

test('redirects in a circle end', async () => {
  answers['/circle'] = (_request, response) => response.writeHead(302, { location: '/circle' }).end();
  await expect(install([source('/circle')])).rejects.toMatchObject(refusedBecause('too many redirects'));
});

test('a redirect to something that is no web address is refused', async () => {
  answers['/file'] = (_request, response) =>
    response.writeHead(302, { location: 'file:///etc/passwd' }).end();
  await expect(install([source('/file')])).rejects.toMatchObject(refusedBecause('bad redirect'));
});

test('a body cut short is gone on from where it broke', async () => {
  answers['/cut'] = (request, response) => {
    if (request.headers.range !== undefined) return sendRange(request, response, archive);
    response.writeHead(200, { 'content-length': archive.length });
    response.write(archive.subarray(0, 1_000_000), () => response.destroy());
    return undefined;
  };
  const installed = await install([source('/cut')]);
  expect(installed.sha256).toBe(sha256(PROGRAM));
  expect(asked[0]).toBe('/cut');
  expect(asked[1]).toMatch(/^\/cut bytes=\d{3,}-$/u);
});

test('a body that breaks again and again is given up', async () => {
  answers['/cut'] = (_request, response) => {
    response.writeHead(200, { 'content-length': archive.length });
    response.write(archive.subarray(0, 1000), () => response.destroy());
  };
  await expect(install([source('/cut')])).rejects.toMatchObject(refusedBecause('connection lost'));
  expect(asked).toHaveLength(1 + LIMITS.resumes);
});

test('a stall is noticed and the download goes on', async () => {
  answers['/slow'] = (request, response) => {
    if (request.headers.range !== undefined) return sendRange(request, response, archive);
    response.writeHead(200, { 'content-length': archive.length });
    response.write(archive.subarray(0, 1000));
    return undefined;
  };
  expect((await install([source('/slow')], { limits: SHORT })).sha256).toBe(sha256(PROGRAM));
  expect(asked).toEqual(['/slow', '/slow bytes=1000-']);
});

test('a server that never answers is given up', async () => {
  answers['/silent'] = () => undefined;
  await expect(install([source('/silent')], { limits: SHORT })).rejects.toMatchObject(
    refusedBecause('no answer'),
  );
});

test('a download stopped half way is gone on from the next time', async () => {
  const stop = new AbortController();
  answers['/half'] = (request, response) => {
    if (request.headers.range !== undefined) return sendRange(request, response, archive);
    response.writeHead(200, { 'content-length': archive.length });
    response.write(archive.subarray(0, 1_000_000));
    return undefined;
  };
  const stopped = install([source('/half')], {
    signal: stop.signal,
    onBytes: (bytes) => {
      if (bytes === 1_000_000) setTimeout(() => stop.abort(), 50);
    },
  });
  await expect(stopped).rejects.toThrow('aborted');
  let first: number | undefined;
  const installed = await install([source('/half')], {
    onBytes: (bytes) => {
      first ??= bytes;
    },
  });
  expect(installed.sha256).toBe(sha256(PROGRAM));
  expect(first).toBe(1_000_000);
  expect(asked).toEqual(['/half', '/half bytes=1000000-']);
});

test('a part that was damaged on the disk is thrown away, and all of it is fetched once more', async () => {
  await mkdir(path.join(bin, '.parts'), { recursive: true });
  const part = path.join(bin, '.parts', `silo-1-${sha256(archive).slice(0, 16)}.part`);
  await writeFile(part, Buffer.alloc(1_000_000));
  expect((await install([source('/good')])).sha256).toBe(sha256(PROGRAM));
  expect(asked).toEqual(['/good bytes=1000000-', '/good']);
});

test('a part that is complete already is not fetched again', async () => {
  await mkdir(path.join(bin, '.parts'), { recursive: true });
  await writeFile(path.join(bin, '.parts', `silo-1-${sha256(archive).slice(0, 16)}.part`), archive);
  expect((await install([source('/good')])).sha256).toBe(sha256(PROGRAM));
});

test('a wrong checksum is refused, and nothing of it stays', async () => {
  const other = randomBytes(archive.length);
  answers['/other'] = (request, response) => sendRange(request, response, other);
  await expect(install([source('/other')])).rejects.toMatchObject(refusedBecause('wrong checksum'));
  expect(await readdir(path.join(bin, '.parts'))).toEqual([]);
  expect(await readInstalled(path.join(bin, 'silo-1'))).toBeNull();
});

test('an archive without the program is refused', async () => {
  await expect(install([source('/good', { member: 'minio' })])).rejects.toMatchObject(
    refusedBecause('not in the archive'),
  );
});

test('a program that is installed again replaces the damaged one', async () => {
  const { executable } = await install([source('/good')]);
  await writeFile(executable, 'damaged');
  await install([source('/good')]);
  expect(sha256(await readFile(executable))).toBe(sha256(PROGRAM));
});

test.runIf(canMount)('a full disk is named, with what is needed, and its space is given back', async () => {
  await mountMemory(bin, 'size=1m');
  try {
    const failure: unknown = await install([source('/good'), source('/good')]).catch(
      (error: unknown) => error,
    );
    if (!isFailure(failure, 'DOWNLOAD_DISK_FULL')) throw failure;
    const { needed, free } = errors.DOWNLOAD_DISK_FULL.data.parse(failure.data);
    expect(needed).toBeGreaterThan(PROGRAM.length);
    expect(free).toBeLessThanOrEqual(1024 * 1024);
    expect(asked).toEqual(['/good']);
    expect(await readdir(bin)).toEqual([]);
  } finally {
    await unmount(bin);
  }
});

test.runIf(canMount)(
  'a disk that has room for the download but not for the program is named too',
  async () => {
    await mountMemory(bin, 'size=4m');
    try {
      await expect(install([source('/good')])).rejects.toMatchObject({ code: 'DOWNLOAD_DISK_FULL' });
      expect(await readdir(bin)).toEqual([]);
    } finally {
      await unmount(bin);
    }
  },
);
