import { Problem } from '../lib/problem.ts';
import { capture } from '../lib/run.ts';
import { installPackages, isDebian } from './debian.ts';

/** What Electron and its dialogs, sounds and keychain use, as Debian names it. */
const PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libnotify4',
  'libsecret-1-0',
];

/** Loaded only when the program runs, so that its list of libraries does not tell. */
const LOADED_LATER = ['libgtk-3.so.0'];

/** Sees to it that Electron can start on this Linux, or says what is missing. Does nothing on other systems. */
export async function ensureLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  if (missing.length === 0) return;
  if (!isDebian()) {
    throw new Problem(
      `Electron needs these libraries of your system: ${missing.join(', ')}. Install them and try again.`,
    );
  }
  await installPackages('Electron', PACKAGES);
  const still = await missingLibraries(executable);
  if (still.length > 0) throw new Problem(`Electron still lacks these libraries: ${still.join(', ')}`);
}

async function missingLibraries(executable: string): Promise<string[]> {
  const [linked, known] = await Promise.all([
    capture('ldd', [executable]),
    capture('/sbin/ldconfig', ['-p']),
  ]);
  const missing = [...linked.output.matchAll(/^\s*(?<name>\S+) => not found/gmu)].map(
    (match) => match.groups?.['name'] ?? '',
  );
  // A system without that list (musl, NixOS) is given the benefit of the doubt.
  const later = known.code === 0 ? LOADED_LATER.filter((name) => !known.output.includes(name)) : [];
  return [...new Set([...missing, ...later])];
}
