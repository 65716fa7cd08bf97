import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { holdsStore } from './data-folder.ts';
import { markerSchema, readMarker, writeMarker, type Marker } from './marker.ts';

/** Remembers, away from the data folder, what its marker said last. */
export interface KnownMarker {
  /** To be called once the server runs on the folder. A copy that cannot be written is for the log. */
  keep(marker: Marker): Promise<void>;
  /**
   * Writes the marker of a folder anew where it is lost or damaged, but the store in the folder is the very one that
   * this cloud's marker named: otherwise a file deleted by accident would lock people out of all they have. Does
   * nothing else, and leaves it to the check of the folder to say what is wrong with it.
   */
  mend(folder: string, cloudId: string): Promise<void>;
}

/** Makes the keeper of the copy in a file. */
export function makeKnownMarker(file: string, log: Log): KnownMarker {
  let kept = '';

  async function known(): Promise<Marker | null> {
    try {
      return markerSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
    } catch (error) {
      if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  return {
    async keep(marker) {
      const text = JSON.stringify(marker);
      if (text === kept) return;
      try {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(`${file}.part`, text, { mode: 0o600 });
        await rename(`${file}.part`, file);
        kept = text;
      } catch (error) {
        log.warn({ err: error }, 'the marker of the data folder could not be copied');
      }
    },
    async mend(folder, cloudId) {
      try {
        const { kind } = await readMarker(folder);
        if (kind !== 'none' && kind !== 'damaged') return;
        const marker = await known();
        // Without the id of its store nothing tells the folder from any other.
        if (marker === null || marker.cloudId !== cloudId || marker.storeId === null) return;
        if (!(await holdsStore(folder, marker))) return;
        await writeMarker(folder, marker);
        log.warn({ folder, was: kind }, 'the marker of the data folder is written anew');
      } catch (error) {
        log.warn({ err: error, folder }, 'the marker of the data folder could not be written anew');
      }
    },
  };
}
