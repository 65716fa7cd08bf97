import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Settings of Linux that keep programs without privileges from making namespaces, and the value that does so. */
const NAMESPACE_LOCKS: Readonly<Record<string, string>> = {
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1', // Ubuntu since 23.10
  '/proc/sys/kernel/unprivileged_userns_clone': '0', // older Debian
};

/**
 * Arguments for an Electron that was not installed by a package: where Chromium's sandbox cannot work, Electron would
 * not start at all, so there it is switched off, and said so. An installed app brings what its sandbox needs.
 */
export function sandboxArgs(executable: string): string[] {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox']; // it refuses to work for root
  const lock = Object.keys(NAMESPACE_LOCKS).find((file) => read(file) === NAMESPACE_LOCKS[file]);
  if (lock === undefined || isSetUid(path.join(path.dirname(executable), 'chrome-sandbox'))) return [];
  console.error(`Chromium's sandbox is off in this run, because ${lock} forbids it here.`);
  return ['--no-sandbox'];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined; // this kernel has no such setting
  }
}

/** Chromium's older helper, which needs no namespaces but has to belong to root. */
function isSetUid(file: string): boolean {
  const status = statSync(file, { throwIfNoEntry: false });
  return status !== undefined && status.uid === 0 && (status.mode & 0o4000) !== 0;
}
