import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

const WRITES_WITHIN_MS = 60_000;

/** Process ids of the servers that run for a home, found by its path on their command line. */
export function serverPids(home: string): number[] {
  return execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(home) && / server /u.test(line))
    .map((line) => Number.parseInt(line, 10));
}

/** The one server of a home; throws when there is none or more. */
export function serverPid(home: string): number {
  const [pid, ...more] = serverPids(home);
  if (pid === undefined || more.length > 0) throw new Error(`${more.length + 1} servers run for ${home}`);
  return pid;
}

/** sha256 of a file, hex. */
export async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Begins an upload and freezes the server of a home once bytes of it reach the disk, so that it stays under way for as
 * long as a test looks at it (but for some seconds, after which the cloud takes the server for hung). What is answered
 * lets the server go on.
 */
export async function freezeInUpload(home: string, begin: () => Promise<void>): Promise<() => void> {
  const pid = serverPid(home);
  const folder = path.join(home, 'data');
  const before = await bytesBelow(folder);
  const freeze = async () => {
    const end = Date.now() + WRITES_WITHIN_MS;
    while ((await bytesBelow(folder)) < before + 1_000_000) {
      if (Date.now() > end) throw new Error('no byte of the upload came');
      await wait(2);
    }
    process.kill(pid, 'SIGSTOP');
  };
  await Promise.all([begin(), freeze()]);
  return () => {
    if (serverPids(home).includes(pid)) process.kill(pid, 'SIGCONT');
  };
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    if (!entry.isFile()) return 0;
    // It may be renamed meanwhile.
    return stat(path.join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
