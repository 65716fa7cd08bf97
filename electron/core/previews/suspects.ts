import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../lib/errors.ts';

/**
 * Contents that were being decoded when the core died. A library that a file brings down takes the whole core with it;
 * without this, the page would ask for the same picture again after each restart.
 */
export interface Suspects {
  /** Whether decoding this content was going on at {@link DEATHS} ends of the core. */
  isProven(objectId: string): Promise<boolean>;
  begin(objectId: string): Promise<void>;
  end(objectId: string): Promise<void>;
}

/** A core can also be ended from outside: once is no proof. */
const DEATHS = 2;

/** Opens the notes on suspects, one small file for each content that is being decoded; the folder is made. */
export function openSuspects(folder: string): Suspects {
  /** What earlier runs left behind. */
  const before = readBefore(folder);
  before.catch(() => undefined); // whoever asks is told
  const file = (objectId: string) => path.join(folder, objectId);
  return {
    isProven: async (objectId) => ((await before).get(objectId) ?? 0) >= DEATHS,
    async begin(objectId) {
      const deaths = (await before).get(objectId) ?? 0;
      await writeFile(file(objectId), String(deaths + 1), { mode: 0o600 });
    },
    async end(objectId) {
      (await before).delete(objectId);
      await rm(file(objectId), { force: true });
    },
  };
}

async function readBefore(folder: string): Promise<Map<string, number>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  const deaths = await Promise.all(
    names.map(async (name) => [name, Number(await readNote(path.join(folder, name)))] as const),
  );
  return new Map(deaths);
}

async function readNote(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '0';
    throw error;
  }
}
