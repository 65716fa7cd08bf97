import { access, constants, stat, statfs } from 'node:fs/promises';
import { fail, systemCode } from '../lib/errors.ts';

/** Throws TARGET_FULL, or TARGET_NOT_WRITABLE when the folder is not there. */
export async function checkRoom(folder: string, needed: number): Promise<void> {
  let free: number;
  try {
    const { bavail, bsize } = await statfs(folder);
    free = bavail * bsize;
  } catch (error) {
    throw fail('TARGET_NOT_WRITABLE', { path: folder }, error);
  }
  if (needed > free) throw fail('TARGET_FULL', { needed, free });
}

/** Throws TARGET_NOT_WRITABLE for what is not a folder that can be written to. */
export async function checkFolder(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    throw fail('TARGET_NOT_WRITABLE', { path: folder }, error);
  }
  throw fail('TARGET_NOT_WRITABLE', { path: folder });
}

/** Names what is wrong with a target; what is not about the disk stays as it is. */
export async function targetFailure(
  error: unknown,
  target: { readonly folder: string; readonly neededBytes: number },
): Promise<unknown> {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return fail('TARGET_FULL', { needed: target.neededBytes, free: await freeBytes(target.folder) }, error);
  return code !== undefined && DENIED.has(code)
    ? fail('TARGET_NOT_WRITABLE', { path: target.folder }, error)
    : error;
}

const DENIED = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EBUSY',
  'EIO',
  'ENXIO',
  'EMFILE',
]);

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return 0; // The disk went with it.
  }
}
