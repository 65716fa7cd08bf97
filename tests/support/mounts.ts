import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Tests that mount are skipped, and said to be, where this process may not: the superuser of a container often may not. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMounting();

function tryMounting(): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mcm-mount-'));
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('/bin/umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

/** Mounts an empty memory disk on a folder, for example with `size=1m` or `ro`. */
export async function mountMemory(folder: string, options: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await run('/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
}

/** Shows a folder in another place, like a drive that is plugged in. */
export async function mountFolder(from: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await run('/bin/mount', ['--bind', from, folder]);
}

/** Makes what is mounted on a folder read-only. */
export async function makeReadOnly(folder: string): Promise<void> {
  await run('/bin/mount', ['-o', 'remount,ro', folder]);
}

/** Takes a mount away even while it is used, like a drive that is pulled out. */
export async function unmount(folder: string): Promise<void> {
  await run('/bin/umount', ['--lazy', folder]);
}
