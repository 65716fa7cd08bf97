import { downloadArtifact } from '@electron/get';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { exists } from '../lib/files.ts';
import { readJson } from '../lib/json.ts';
import { Problem } from '../lib/problem.ts';
import { showProgress } from '../lib/progress.ts';
import { manifestOf, packageFolder } from '../lib/project.ts';
import { capture } from '../lib/run.ts';

interface Installed {
  readonly executable: string;
  readonly folder: string;
}

const home = packageFolder('electron');

/** The Electron of package.json: its package holds only the installer, which fetches the program when asked. */
export const ownElectron = {
  /** What the installer left behind, when that is complete and of the right version. */
  async installed(): Promise<Installed | undefined> {
    const folder = path.join(home, 'dist');
    const [version, file] = await Promise.all(
      [path.join(folder, 'version'), path.join(home, 'path.txt')].map(async (name) =>
        readFile(name, 'utf8').catch(() => undefined),
      ),
    );
    if (file === undefined || version?.replace(/^v/u, '') !== manifestOf('electron').version)
      return undefined;
    const executable = path.join(folder, file);
    return (await exists(executable)) ? { executable, folder } : undefined;
  },

  /** Downloads it into Electron's own cache, verified by the checksums in its package, and unpacks it from there. */
  async download(): Promise<Installed> {
    const { version } = manifestOf('electron');
    const progress = showProgress(`Electron ${version}`);
    try {
      await downloadArtifact({
        version,
        artifactName: 'electron',
        platform: process.env['npm_config_platform'] ?? process.platform,
        arch: process.env['npm_config_arch'] ?? process.arch,
        ...(process.env['electron_config_cache'] === undefined
          ? {}
          : { cacheRoot: process.env['electron_config_cache'] }),
        checksums: await readJson(path.join(home, 'checksums.json'), z.record(z.string(), z.string())),
        downloadOptions: {
          quiet: true,
          getProgressCallback: async ({
            transferred,
            total,
          }: {
            transferred: number;
            total: number | null;
          }) => {
            progress.update(transferred, total);
          },
        },
      });
    } catch (error) {
      throw new Problem(
        `Electron ${version} could not be downloaded: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    } finally {
      progress.end();
    }
    const unpacked = await capture(process.execPath, [path.join(home, 'install.js')]);
    const installed = await this.installed();
    if (installed === undefined)
      throw new Problem(`Electron ${version} could not be unpacked.\n${unpacked.output}`);
    return installed;
  },
};
