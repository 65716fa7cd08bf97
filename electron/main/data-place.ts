import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What the core notes of where the data is; see the core's own `care/place.ts`. */
const noted = z.object({ dataFolder: z.string().refine((folder) => path.isAbsolute(folder)) });

/** The folder that the cloud's data was in when it last ran; null when that is not known. */
export async function dataPlace(coreFolder: string): Promise<string | null> {
  try {
    const text = await readFile(path.join(coreFolder, 'place.json'), 'utf8');
    return noted.parse(JSON.parse(text)).dataFolder;
  } catch {
    return null; // never noted, or not whole: then there is nothing to show
  }
}
