import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../core/lib/errors.ts';

const PART = '.part';
const MAX_NAME_BYTES = 255;

/** Files that come as bytes instead of as a path. Each has a folder of its own, so that it keeps its name. */
export interface TemporaryFiles {
  /** Begins a file; answers with its id. */
  begin(name: string): Promise<string>;
  /** Appends bytes; throws when the id is unknown. */
  append(id: string, bytes: Uint8Array): Promise<void>;
  /** Completes a file; answers with its path. */
  finish(id: string): Promise<string>;
  /** Throws away a file that is not complete; one that is unknown is gone already. */
  abort(id: string): Promise<void>;
}

/** Keeps such files below a folder, and first removes what an earlier run left half-made or empty. */
export function openTemporaryFiles(folder: string): TemporaryFiles {
  const tidied = tidy(folder);
  const unfinished = new Map<string, { handle: FileHandle; name: string }>();
  const take = (id: string) => {
    const file = unfinished.get(id);
    if (file === undefined) throw new Error('no such file was begun');
    return file;
  };
  return {
    async begin(name) {
      await tidied;
      const id = randomUUID();
      const safe = safeName(name);
      const place = path.join(folder, id + PART);
      await mkdir(place, { recursive: true, mode: 0o700 });
      unfinished.set(id, { handle: await open(path.join(place, safe), 'wx', 0o600), name: safe });
      return id;
    },
    async append(id, bytes) {
      await take(id).handle.writeFile(bytes);
    },
    async finish(id) {
      const { handle, name } = take(id);
      unfinished.delete(id);
      await handle.close();
      const place = path.join(folder, id);
      await rename(place + PART, place);
      return path.join(place, name);
    },
    async abort(id) {
      const file = unfinished.get(id);
      if (file === undefined) return;
      unfinished.delete(id);
      await file.handle.close();
      await rm(path.join(folder, id + PART), { recursive: true, force: true });
    },
  };
}

async function tidy(folder: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  for (const name of names) {
    const place = path.join(folder, name);
    if (name.endsWith(PART)) await rm(place, { recursive: true, force: true });
    else await rmdir(place).catch(keepFull);
  }
}

/** Only empty folders go: in the others is a file whose upload is not finished. */
function keepFull(error: unknown): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error;
}

/** The name as this computer's disk can keep it. */
function safeName(name: string): string {
  const forbidden = process.platform === 'win32' ? /[\p{Cc}"*/:<>?\\|]|[. ]+$/gu : /[\0/]/gu;
  let safe = name.replace(forbidden, '_');
  while (Buffer.byteLength(safe) > MAX_NAME_BYTES) safe = safe.replace(/.$/su, '');
  return safe === '' || safe === '.' || safe === '..' ? '_' : safe;
}
