import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exists, filesBelow } from './lib/files.ts';
import { Problem } from './lib/problem.ts';
import { root } from './lib/project.ts';
import { captureTool, type Environment } from './lib/run.ts';

const SOURCES = ['electron', 'frontend', 'resources'];
const SETTINGS = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const STAMP = path.join(root, 'out', 'built-from');

/**
 * Builds the app into out/ unless it is already built from exactly these sources.
 * @returns whether there was anything to do
 */
export async function ensureBuilt(env: Environment): Promise<boolean> {
  const before = await fingerprint();
  const built = await readFile(STAMP, 'utf8').catch(() => '');
  if (built === before && (await exists(path.join(root, 'out', 'main', 'index.js')))) return false;
  const { code, output } = await captureTool('electron-vite', ['build'], { env });
  if (code !== 0) throw new Problem(`The app could not be built.\n${output}`);
  await mkdir(path.dirname(STAMP), { recursive: true });
  // What it was built from is what was there before: a file saved meanwhile is built the next time.
  await writeFile(STAMP, before);
  return true;
}

/** Makes the next {@link ensureBuilt} build, whatever is in out/. */
export async function forgetBuild(): Promise<void> {
  await rm(STAMP, { force: true });
}

async function fingerprint(): Promise<string> {
  const below = await Promise.all(SOURCES.map(async (name) => filesBelow(path.join(root, name))));
  const files = [...below.flat(), ...SETTINGS.map((name) => path.join(root, name))].filter(
    (file) => !/\.test\.tsx?$/u.test(file),
  );
  const lines = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(file);
      return `${path.relative(root, file)} ${size} ${mtimeMs}`;
    }),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
