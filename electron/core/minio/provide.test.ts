import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minioBinary } from '../../../tests/support/minio-server.ts';
import { silentLog } from '../lib/log.ts';
import { hashFile } from './hash.ts';
import { thisPlatform, type Manifest } from './manifest.ts';
import { makePrograms } from './programs.ts';
import { makeProvider, type Provider } from './provide.ts';

const unreachable = { url: 'http://127.0.0.1:1/', sha256: '0'.repeat(64), bytes: 1000 };
const about = {
  outdated: false,
  advisory: null,
  licence: 'AGPL-3.0-or-later',
  sourceCode: 'https://example.org/',
};
const manifest: Manifest = {
  version: 1,
  safeSince: 'RELEASE.2025-10-15T17-29-55Z',
  sources: [
    {
      kind: 'binary',
      id: 'new',
      name: 'SILO',
      version: 'RELEASE.2026-01-01T00-00-00Z',
      ...about,
      builds: { [thisPlatform()]: unreachable },
    },
    {
      kind: 'binary',
      id: 'old',
      name: 'MinIO',
      version: 'RELEASE.2024-01-01T00-00-00Z',
      ...about,
      outdated: true,
      builds: { [thisPlatform()]: unreachable },
    },
  ],
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'mcm-provide-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

function makeOne(change: { explicitPath?: string; sources?: Manifest['sources'] } = {}): Provider {
  const used = { ...manifest, sources: change.sources ?? manifest.sources };
  const explicitPath = change.explicitPath ?? null;
  const binFolder = path.join(root, 'bin');
  const programs = makePrograms({
    manifest: used,
    explicitPath,
    bundledFolder: path.join(root, 'bundled'),
    binFolder,
    memoryFile: path.join(root, 'run', 'programs.json'),
  });
  return makeProvider({ programs, manifest: used, explicitPath, binFolder, log: silentLog() });
}

/** Puts a stand-in program with its record where the app or a download puts one. */
async function place(where: 'bundled' | 'bin', id: 'new' | 'old'): Promise<string> {
  const folder = path.join(root, where, id);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'server');
  await writeFile(file, `program ${where} ${id}`);
  const source = manifest.sources.find((each) => each.id === id);
  const record = {
    version: 1,
    sourceId: id,
    name: source?.name,
    release: source?.version,
    outdated: id === 'old',
    executable: 'server',
    sha256: await hashFile(file, 'sha256', 'hex'),
    bytes: (await stat(file)).size,
  };
  await writeFile(path.join(folder, 'server.json'), JSON.stringify(record));
  return file;
}

function provide(provider: Provider, source: Parameters<Provider['provide']>[0]['source'] = null) {
  return provideNotBefore(provider, null, source);
}

function provideNotBefore(
  provider: Provider,
  notBefore: string | null,
  source: Parameters<Provider['provide']>[0]['source'] = null,
) {
  return provider.provide(
    { source, notBefore },
    { onStage: () => undefined, onBytes: () => undefined, signal: new AbortController().signal },
  );
}

test('the person’s own choice comes first, then what the app brought, then what was downloaded', async () => {
  const downloaded = await place('bin', 'new');
  expect(await provide(makeOne())).toMatchObject({ source: 'downloaded', path: downloaded });
  const bundled = await place('bundled', 'new');
  expect(await provide(makeOne())).toMatchObject({ source: 'bundled', path: bundled });
  const explicitPath = await minioBinary();
  expect(await provide(makeOne({ explicitPath }))).toMatchObject({ source: 'setting', path: explicitPath });
});

test('a program on PATH is offered with its version, and used only when asked for', async () => {
  const folder = path.join(root, 'path');
  await mkdir(folder);
  const file = path.join(folder, process.platform === 'win32' ? 'minio.exe' : 'minio');
  await copyFile(await minioBinary(), file);
  vi.stubEnv('PATH', folder);
  const provider = makeOne();
  const [candidate] = await provider.candidates();
  expect(candidate).toMatchObject({ source: 'path', path: file });
  expect(candidate?.version).toMatch(/^RELEASE\./u);
  await expect(provide(provider)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE_SOURCES' });
  expect(await provide(provider, 'path')).toMatchObject({ source: 'path', path: file });
});

test('something on PATH that only has the name is no candidate', async () => {
  const folder = path.join(root, 'path');
  await mkdir(folder);
  await writeFile(path.join(folder, 'minio'), '#!/bin/sh\necho "minio client"\n', { mode: 0o755 });
  vi.stubEnv('PATH', folder);
  expect((await makeOne().candidates()).map(({ source }) => source)).toEqual(['download', 'download']);
  await expect(provide(makeOne(), 'path')).rejects.toMatchObject({ code: 'SERVER_NOT_FOUND' });
});

test('what could be downloaded is offered with its size and whether it is outdated', async () => {
  vi.stubEnv('PATH', '');
  expect(await makeOne().candidates()).toEqual([
    {
      source: 'download',
      name: 'SILO',
      version: 'RELEASE.2026-01-01T00-00-00Z',
      path: null,
      downloadBytes: 1000,
      outdated: false,
    },
    {
      source: 'download',
      name: 'MinIO',
      version: 'RELEASE.2024-01-01T00-00-00Z',
      path: null,
      downloadBytes: 1000,
      outdated: true,
    },
  ]);
});

test('a damaged program is passed over; a downloaded one is removed so that it is got again', async () => {
  const bundled = await place('bundled', 'new');
  const downloaded = await place('bin', 'new');
  await truncate(bundled, 3);
  expect(await provide(makeOne())).toMatchObject({ source: 'downloaded' });
  await truncate(downloaded, 3);
  await expect(provide(makeOne())).rejects.toMatchObject({ code: 'SERVER_DAMAGED', data: { path: bundled } });
  await expect(stat(downloaded)).rejects.toThrow('ENOENT');
});

test('damage that changes neither size nor time is found when looked for', async () => {
  const file = await place('bundled', 'new');
  const whole = await readFile(file, 'utf8');
  const programs = makePrograms({
    manifest,
    explicitPath: null,
    bundledFolder: path.join(root, 'bundled'),
    binFolder: path.join(root, 'bin'),
    memoryFile: path.join(root, 'run', 'programs.json'),
  });
  const [program] = await programs.bundled();
  if (program === undefined) throw new Error('no program');
  expect(await programs.isIntact(program)).toBe(true);
  const { atime, mtime } = await stat(file);
  await writeFile(file, whole.toUpperCase());
  await utimes(file, atime, mtime);
  expect(await programs.isIntact(program, true)).toBe(false);
  expect(await programs.isIntact(program)).toBe(false);
});

test('data is not handed to an older release than the one that wrote it, unless it is asked for', async () => {
  const old = await place('bundled', 'old');
  const wroteLast = 'RELEASE.2026-01-01T00-00-00Z';
  await expect(provideNotBefore(makeOne(), wroteLast)).rejects.toMatchObject({
    code: 'SERVER_UNREACHABLE_SOURCES',
    data: { tried: [{ source: 'SILO RELEASE.2026-01-01T00-00-00Z' }] },
  });
  expect(await provideNotBefore(makeOne(), wroteLast, 'bundled')).toMatchObject({ path: old });
});

test('a named program that is missing or cannot be run is said to be so', async () => {
  const explicitPath = path.join(root, 'mine');
  await expect(provide(makeOne({ explicitPath }))).rejects.toMatchObject({
    code: 'SERVER_NOT_EXECUTABLE',
    data: { path: explicitPath },
  });
  await writeFile(explicitPath, 'no program');
  await chmod(explicitPath, 0o755);
  await expect(provide(makeOne({ explicitPath }))).rejects.toMatchObject({ code: 'SERVER_NOT_EXECUTABLE' });
  await expect(provide(makeOne(), 'setting')).rejects.toMatchObject({ code: 'SERVER_NOT_FOUND' });
});

test('a computer that there is no program for is told so', async () => {
  await expect(provide(makeOne({ sources: [] }))).rejects.toMatchObject({
    code: 'PLATFORM_UNSUPPORTED',
    data: { platform: thisPlatform() },
  });
});
