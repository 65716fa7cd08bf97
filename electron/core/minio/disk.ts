import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../lib/errors.ts';

/** Room on a disk, in bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** The server refuses to write once less than this part of the disk is left. */
const SERVER_RESERVE = 0.01;

/** Room for this user on the disk that holds a folder, or that will once the folder is made; null if unknown. */
export async function diskSpace(folder: string): Promise<DiskSpace | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    const parent = path.dirname(folder);
    return systemCode(error) === 'ENOENT' && parent !== folder ? diskSpace(parent) : null;
  }
}

/** What of a disk's free bytes the server will really use. */
export function usableBytes({ freeBytes, totalBytes }: DiskSpace): number {
  return Math.max(0, Math.floor(freeBytes - totalBytes * SERVER_RESERVE));
}
