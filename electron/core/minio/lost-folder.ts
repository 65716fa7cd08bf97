import { rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, systemCode } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import { BUCKET, readStoreId, storeFolder } from './data-folder.ts';
import { MARKER_FILE, newMarker, readMarker, writeMarker } from './marker.ts';

/**
 * The id of the cloud that a folder belongs to, for who wants to bring it back. A folder that holds a store, but no
 * marker that can be read, is marked anew under an id of its own: who copies folders easily leaves hidden files behind.
 * Throws DATA_FOLDER_* where there is no cloud, or one that this version does not know.
 */
export async function cloudIn(folder: string): Promise<string> {
  const reading = await readMarker(folder);
  switch (reading.kind) {
    case 'found':
      return reading.marker.cloudId;
    case 'none':
      if (!(await holdsBucket(folder))) throw fail('DATA_FOLDER_LOST_MARKER', { folder });
      return markAnew(folder);
    case 'damaged':
      if (!(await holdsBucket(folder))) throw fail('DATA_FOLDER_MARKER_DAMAGED', { folder });
      return markAnew(folder);
    case 'newer':
      throw fail('DATA_FOLDER_NEWER_VERSION', { folder });
    case 'unreadable':
      throw fail('DATA_FOLDER_NOT_WRITABLE', { folder });
    default:
      throw new Error('a marker reading of an unknown kind');
  }
}

async function holdsBucket(folder: string): Promise<boolean> {
  const bucket = await stat(path.join(storeFolder(folder), BUCKET)).catch(() => null);
  return bucket?.isDirectory() === true;
}

async function markAnew(folder: string): Promise<string> {
  const marker = { ...newMarker(newId()), storeId: await readStoreId(folder) };
  const file = path.join(folder, MARKER_FILE);
  try {
    await rename(file, `${file}.damaged`).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
    await writeMarker(folder, marker);
  } catch (error) {
    throw fail('DATA_FOLDER_NOT_WRITABLE', { folder }, error);
  }
  return marker.cloudId;
}
