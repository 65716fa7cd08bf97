import { Problem } from '../lib/problem.ts';
import { capture } from '../lib/run.ts';
import { installPackages, isDebian } from './debian.ts';

/** Sees to it that gcc and g++ can be run. */
export async function ensureCompilers(): Promise<void> {
  const found = await Promise.all(['gcc', 'g++'].map(async (name) => capture(name, ['--version'])));
  if (found.every(({ code }) => code === 0)) return;
  if (!isDebian())
    throw new Problem('Building SQLite for this Electron needs gcc and g++. Install them and try again.');
  await installPackages('Building SQLite for this Electron', ['gcc', 'g++', 'libc6-dev']);
}
