import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

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
