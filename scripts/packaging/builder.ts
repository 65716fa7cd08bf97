import { path7za } from '7zip-bin';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronRuntime } from '../electron/resolve.ts';
import { Problem } from '../lib/problem.ts';
import { root } from '../lib/project.ts';
import { captureTool, type Environment } from '../lib/run.ts';
import { writeLicences } from './licences.ts';

export interface Packing {
  readonly electron: ElectronRuntime;
  /** Folder that holds a storage server for each target, in folders named like `linux-x64`. */
  readonly servers: string;
  /** For electron-builder: targets and settings. */
  readonly args: readonly string[];
}

/** Packs the built app with electron-builder, which reads electron-builder.yml. Nothing is ever published from here. */
export async function pack({ electron, servers, args }: Packing): Promise<void> {
  await writeLicences();
  const { own, env } = await electronSettings(electron);
  const all = ['--publish', 'never', `-c.electronVersion=${electron.version}`, ...own, ...args];
  const { code, output } = await captureTool('electron-builder', all, {
    env: { ...env, MCM_STAGED_SERVERS: path.relative(root, servers) },
  });
  if (code !== 0) throw new Problem(`The app could not be packaged.\n${output}`);
}

/**
 * Where Electron itself cannot be downloaded, electron-builder's helpers cannot either: then npm's 7zip and Debian's
 * dpkg-deb take their places.
 */
async function electronSettings(electron: ElectronRuntime): Promise<{ own: string[]; env: Environment }> {
  if (electron.kind === 'own') return { own: [], env: electron.env };
  await chmod(path7za, 0o755); // npm unpacks it without the run bit
  return {
    own: [`-c.electronDist=${electron.folder}`],
    env: {
      ...electron.env,
      ELECTRON_BUILDER_7ZIP_PATH: path7za,
      CUSTOM_FPM_PATH: path.join(root, 'scripts', 'packaging', 'deb.ts'),
      // deb.ts is run by whichever node comes first.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    },
  };
}
