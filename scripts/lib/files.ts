import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Hash of a file's content. */
export async function hashOf(
  file: string,
  algorithm: 'sha256' | 'sha512',
  encoding: 'hex' | 'base64',
): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

/** Every file below a folder, as absolute paths in a fixed order; nothing when the folder does not exist. */
export async function filesBelow(folder: string): Promise<string[]> {
  if (!(await exists(folder))) return [];
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

/** Bytes of all files below a folder; files that vanish meanwhile do not count. */
export async function sizeBelow(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await filesBelow(folder)).map(async (file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Puts a finished file or folder in its place. When another process was first, its result stays and ours goes. */
export async function putInPlace(made: string, target: string): Promise<void> {
  try {
    await rename(made, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
    await rm(made, { recursive: true, force: true });
  }
}
