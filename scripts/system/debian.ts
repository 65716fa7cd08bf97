import { readFileSync } from 'node:fs';
import { Problem } from '../lib/problem.ts';
import { capture, run } from '../lib/run.ts';

/** Whether packages are installed with apt here: Debian, Ubuntu and their children. */
export function isDebian(osRelease = readOsRelease()): boolean {
  return /^(?:ID|ID_LIKE)=.*\b(?:debian|ubuntu)\b/mu.test(osRelease);
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return ''; // not every Linux has the file, and then it is no Debian
  }
}

/** Whether packages can be installed without asking. */
export const asRoot = (): boolean => process.getuid?.() === 0;

/**
 * Installs Debian packages as root; otherwise says which command to run.
 * @param why what they are needed for, as the beginning of a sentence
 */
export async function installPackages(why: string, names: readonly string[]): Promise<void> {
  const missing = await notInstalled(names);
  if (missing.length === 0) return;
  if (!asRoot()) {
    throw new Problem(`${why} needs system packages. Run: sudo apt-get install -y ${missing.join(' ')}`);
  }
  console.error(`Installing system packages: ${missing.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if ((await run('apt-get', ['update', '-qq'], { env })) !== 0) {
    console.error('apt-get update failed; trying with the lists at hand.');
  }
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...(await renamed(missing))];
  const { code, output } = await capture('apt-get', args, { env });
  if (code !== 0) throw new Problem(`${why} needs system packages that could not be installed.\n${output}`);
}

/** Since 2024 some libraries carry the suffix t64 (64-bit time); either name will do. */
async function notInstalled(names: readonly string[]): Promise<string[]> {
  const asked = names.flatMap((name) => [name, `${name}t64`]);
  const { output } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...asked]);
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

async function renamed(names: readonly string[]): Promise<string[]> {
  return Promise.all(
    names.map(async (name) => {
      const { code } = await capture('apt-cache', ['show', '--quiet=2', `${name}t64`]);
      return code === 0 ? `${name}t64` : name;
    }),
  );
}
