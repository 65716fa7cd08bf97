import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { Problem } from '../lib/problem.ts';
import { asRoot, installPackages, isDebian } from './debian.ts';

/** What Chromium and Chrome are called on Linux. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Where they are installed on systems that put no command on the PATH. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder === undefined ? [] : [path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  }),
};

/**
 * The browser that the tests use: `MCM_CHROMIUM`, else one that is installed, else Debian's, which is installed where
 * that is possible. Throws a Problem that says what to do.
 */
export async function ensureChromium(): Promise<string> {
  const named = process.env['MCM_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new Problem(`MCM_CHROMIUM names ${named}, which is no program.`);
  }
  const found = findChromium();
  if (found !== undefined) return found;
  if (!isDebian()) {
    throw new Problem(
      'The tests in a browser need Chromium or Chrome. Install one, or name it in MCM_CHROMIUM.',
    );
  }
  await installPackages('Testing in a browser', ['chromium']);
  const installed = findChromium();
  if (installed === undefined) {
    throw new Problem('Chromium was installed but is not on the PATH. Name it in MCM_CHROMIUM.');
  }
  return installed;
}

/**
 * What teaches a browser of the tests to trust an authority. The tests that need it are skipped where it is not, so it
 * is only installed where nobody has to be asked.
 */
export async function wishTrustTools(): Promise<void> {
  if (isDebian() && asRoot()) await installPackages('Trusting an authority in tests', ['libnss3-tools']);
}

function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath =
    process.platform === 'linux'
      ? COMMANDS.flatMap((command) => folders.map((folder) => path.join(folder, command)))
      : [];
  return [...onPath, ...(PLACES[process.platform] ?? [])].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or nothing that can be run
  }
}
