import { link, open, rename, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../lib/errors.ts';

/** Where a fetched file belongs: `stem` and `extension` are its name, with a number between them where that is taken. */
export interface Place {
  readonly folder: string;
  readonly stem: string;
  readonly extension: string;
  readonly modifiedAt: Date;
}

/** Numbers tried for a name that is taken. */
const NUMBERS = 10_000;
/** What systems say where a file cannot have two names. */
const WITHOUT_LINKS = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'EMLINK',
  'EISDIR',
  'UNKNOWN',
]);

/** Moves a finished file to the first free name, without a moment in which somebody else's could be lost. */
export async function moveToPlace(
  from: string,
  { folder, stem, extension, modifiedAt }: Place,
): Promise<string> {
  await utimes(from, modifiedAt, modifiedAt);
  for (let number = 1; number <= NUMBERS; number += 1) {
    const name = number === 1 ? stem : `${stem} (${String(number)})`;
    const target = path.join(folder, `${name}${extension}`);
    if (await moved(from, target)) return target;
  }
  throw new Error('every name is taken');
}

/** Moves a file, or says that the name is taken. */
async function moved(from: string, target: string): Promise<boolean> {
  try {
    await link(from, target);
    await unlink(from);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (!WITHOUT_LINKS.has(systemCode(error) ?? '')) throw error;
  }
  // Disks without links (FAT): an empty file takes the name, and the real one takes its place.
  try {
    const handle = await open(target, 'wx');
    await handle.close();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  await rename(from, target);
  return true;
}
