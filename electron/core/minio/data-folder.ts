import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { LocationReport } from '../../contract/engine.ts';
import { fail, systemCode, type AppError } from '../lib/errors.ts';
import { diskSpace } from './disk.ts';
import { MARKER_FILE, newMarker, readMarker, writeMarker, type Marker } from './marker.ts';

/** The server's own store inside the data folder, so that its files and the marker cannot clash. */
const STORE = 'objects';
/** The one private bucket of the managed server. */
export const BUCKET = 'mini-cloud';
/** What systems put on drives by themselves; a folder with nothing else counts as empty. */
const SYSTEM_FILES =
  /^(?:\.DS_Store|desktop\.ini|Thumbs\.db|lost\+found|\$RECYCLE\.BIN|System Volume Information|\.Spotlight-V100|\.fseventsd|\.Trashes|\.Trash-\d+)$/iu;

type State = LocationReport['state'];

/** Where the server keeps its store in a data folder. */
export function storeFolder(folder: string): string {
  return path.join(folder, STORE);
}

/** Says what a folder would mean as the home of this cloud's bytes. Leaves nothing behind in it. */
export async function inspectLocation(folder: string, cloudId: string): Promise<LocationReport> {
  const state = path.isAbsolute(folder) ? await locationState(folder, cloudId) : 'missing';
  const space = await diskSpace(folder);
  return {
    folder,
    state,
    usable: state === 'new' || state === 'empty' || state === 'thisCloud',
    freeBytes: space?.freeBytes ?? null,
    totalBytes: space?.totalBytes ?? null,
  };
}

async function locationState(folder: string, cloudId: string): Promise<State> {
  let names: string[];
  try {
    if (!(await stat(folder)).isDirectory()) return 'isFile';
    names = await readdir(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT') return absentState(folder);
    if (code === 'ENOTDIR') return 'isFile';
    return code === 'EACCES' || code === 'EPERM' ? 'notWritable' : 'missing';
  }
  const reading = await readMarker(folder);
  switch (reading.kind) {
    case 'newer':
      return 'newerVersion';
    case 'damaged':
      return 'markerDamaged';
    case 'unreadable':
      return 'notWritable';
    case 'none': {
      const others = names.filter((name) => !SYSTEM_FILES.test(name) && !name.startsWith(`${MARKER_FILE}.`));
      if (others.length > 0) return 'notEmpty';
      return (await isWritable(folder)) ? 'empty' : 'notWritable';
    }
    case 'found':
      if (reading.marker.cloudId !== cloudId) return 'otherCloud';
      if (!(await holdsStore(folder, reading.marker))) return 'missing';
      return (await isWritable(folder)) ? 'thisCloud' : 'notWritable';
    default:
      throw new Error('a marker reading of an unknown kind');
  }
}

/** A folder that is not there can be made if the nearest one above it takes new folders. */
async function absentState(folder: string): Promise<State> {
  const parent = path.dirname(folder);
  if (parent === folder) return 'missing';
  try {
    if (!(await stat(parent)).isDirectory()) return 'isFile';
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return code === 'ENOENT' ? absentState(parent) : 'notWritable';
  }
  try {
    await rmdir(await mkdtemp(path.join(parent, '.mini-cloud-')));
    return 'new';
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return 'notWritable';
  }
}

/** Writes and removes a file: rights, mount options and quotas all have their say. A full disk is no "no". */
async function isWritable(folder: string): Promise<boolean> {
  const probe = path.join(folder, `${MARKER_FILE}.${randomUUID()}.part`);
  try {
    await writeFile(probe, '', { flag: 'wx' });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return code === 'ENOSPC' || code === 'EDQUOT';
  }
  await rm(probe, { force: true });
  return true;
}

const storeFormat = z.object({ id: z.string().min(1) });

/** The id of the store that the server made in this data folder; null when there is none. */
export async function readStoreId(folder: string): Promise<string | null> {
  try {
    const text = await readFile(path.join(storeFolder(folder), '.minio.sys', 'format.json'), 'utf8');
    return storeFormat.parse(JSON.parse(text)).id;
  } catch {
    return null; // absent, unreadable or half written: in each case it is not the store that the marker names
  }
}

/** Whether the store that the marker names is there, with its bucket. */
export async function holdsStore(folder: string, marker: Marker): Promise<boolean> {
  if (marker.storeId === null) return true;
  const bucket = await stat(path.join(storeFolder(folder), BUCKET)).catch(() => null);
  return bucket?.isDirectory() === true && (await readStoreId(folder)) === marker.storeId;
}

/** Why a folder in this state cannot be started on; null when it can. */
function refusal(state: State, folder: string, mayClaim: boolean): AppError | null {
  switch (state) {
    case 'thisCloud':
      return null;
    case 'new':
    case 'empty':
      // A drive that is not plugged in often leaves an empty folder where it belongs.
      return mayClaim ? null : fail('DATA_FOLDER_MISSING', { folder });
    case 'missing':
      return fail('DATA_FOLDER_MISSING', { folder });
    case 'notEmpty':
      return mayClaim
        ? fail('DATA_FOLDER_NOT_EMPTY', { folder })
        : fail('DATA_FOLDER_LOST_MARKER', { folder });
    case 'isFile':
      return fail('DATA_FOLDER_IS_FILE', { folder });
    case 'notWritable':
      return fail('DATA_FOLDER_NOT_WRITABLE', { folder });
    case 'otherCloud':
      return fail('DATA_FOLDER_OTHER_CLOUD', { folder });
    case 'newerVersion':
      return fail('DATA_FOLDER_NEWER_VERSION', { folder });
    case 'markerDamaged':
      return fail('DATA_FOLDER_MARKER_DAMAGED', { folder });
    default:
      throw new Error('a folder in an unknown state');
  }
}

/** Which cloud a folder is wanted for, and whether it may be made anew for it. */
export interface FolderWish {
  readonly folder: string;
  readonly cloudId: string;
  /** Only on the very first start: an empty or absent folder becomes this cloud's. */
  readonly mayClaim: boolean;
}

/** Throws DATA_FOLDER_* unless the server may be started on this folder. Changes nothing. */
export async function checkFolder({ folder, cloudId, mayClaim }: FolderWish): Promise<void> {
  const { state } = await inspectLocation(folder, cloudId);
  const refused = refusal(state, folder, mayClaim);
  if (refused !== null) throw refused;
}

/** Makes the folder this cloud's where that is allowed, and answers with its marker. Throws DATA_FOLDER_*. */
export async function prepareFolder(wish: FolderWish): Promise<Marker> {
  await checkFolder(wish);
  const { folder, cloudId } = wish;
  const before = await readMarker(folder);
  if (before.kind === 'found') {
    // Still without a store: the very first start did not get that far.
    if (before.marker.storeId === null) await mkdir(storeFolder(folder), { recursive: true, mode: 0o700 });
    return before.marker;
  }
  const marker = newMarker(cloudId);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeMarker(folder, marker);
    await mkdir(storeFolder(folder), { recursive: true, mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === 'ENOSPC') {
      throw fail('DISK_FULL', { folder, free: (await diskSpace(folder))?.freeBytes ?? 0 }, error);
    }
    throw fail('DATA_FOLDER_NOT_WRITABLE', { folder }, error);
  }
  return marker;
}

/** Notes which store the running server made and which release wrote last; from now on a lost store is noticed. */
export async function confirmStore(folder: string, marker: Marker, release: string): Promise<Marker> {
  const storeId = marker.storeId ?? (await readStoreId(folder));
  const newest = marker.release === null || marker.release < release ? release : marker.release;
  if (storeId === marker.storeId && newest === marker.release) return marker;
  const next = { ...marker, storeId, release: newest };
  await writeMarker(folder, next);
  return next;
}

/** Whether the folder is still there while the server runs on it. Cheap: two small files are read. */
export async function isFolderPresent(folder: string, marker: Marker): Promise<boolean> {
  const reading = await readMarker(folder);
  if (reading.kind === 'none') return false;
  return (
    reading.kind !== 'found' || (reading.marker.cloudId === marker.cloudId && holdsStore(folder, marker))
  );
}
