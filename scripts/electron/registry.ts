import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { sizeBelow } from '../lib/files.ts';
import { Problem } from '../lib/problem.ts';
import { showProgress } from '../lib/progress.ts';
import { capture } from '../lib/run.ts';

const LOOK_EVERY_MS = 500;
const NPM_OPTIONS = ['--silent', '--fetch-timeout=60000', '--fetch-retries=2'];

/**
 * Fetches a package's tarball with npm's own client, which knows the person's registry, proxy and login.
 * The caller verifies what came.
 * @param bytes about how large it is, for the progress that npm itself does not show
 * @returns path of the tarball in `folder`
 */
export async function packFromRegistry(
  spec: string,
  folder: string,
  label: string,
  bytes: number,
): Promise<string> {
  // With a cache of its own, npm's progress is the size of that cache, and nothing so large stays behind in the other.
  const npmCache = path.join(folder, 'npm-cache');
  const progress = showProgress(label);
  const look = async (): Promise<void> => {
    progress.update(Math.min(await sizeBelow(npmCache), bytes), bytes);
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['pack', spec, '--pack-destination', folder, '--cache', npmCache, ...NPM_OPTIONS];
    const { code, output } = await capture(npm, args);
    if (code !== 0)
      throw new Problem(`${spec} could not be fetched from the npm registry.\n${output}`.trim());
  } finally {
    clearInterval(timer);
    progress.end();
    await rm(npmCache, { recursive: true, force: true });
  }
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Problem(`npm fetched ${spec} but left no file.`);
  return path.join(folder, tarball);
}
