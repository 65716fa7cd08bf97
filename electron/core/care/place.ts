import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemCode } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';

/** Beside the database, not in it: it is read when the database is lost. */
const FILE = 'place.json';
const placeFile = z.union([
  z.object({ dataFolder: z.string().min(1) }),
  z.object({ server: z.object({ endpoint: z.string(), region: z.string(), bucket: z.string() }) }),
]);
/** Where the data is: a folder of this computer, or the bucket of a server that somebody else runs. */
export type Place = z.infer<typeof placeFile>;

interface LastPlace {
  readonly dataFolder: string | null;
  readonly server: Extract<Place, { server: unknown }>['server'] | null;
}

interface PlaceDeps {
  readonly home: string;
  readonly events: Events;
  /** Where the data is, while that is known to be right. */
  readonly place: () => Place | null;
  readonly log: Log;
}

/** Where the data of this computer's cloud was last; nulls when that is not known. */
export async function lastPlace(home: string): Promise<LastPlace> {
  try {
    const place = placeFile.parse(JSON.parse(await readFile(path.join(home, FILE), 'utf8')));
    return { dataFolder: null, server: null, ...place };
  } catch {
    return { dataFolder: null, server: null }; // never written, or not whole: then a place is suggested as on any first run
  }
}

/** Remembers where the data is, each time that the server runs there. */
export function keepPlace({ home, events, place, log }: PlaceDeps): void {
  let known: string | null = null;
  let writing = Promise.resolve();
  events.on('engine.changed', () => {
    const now = place();
    const text = JSON.stringify(now);
    if (now === null || text === known) return;
    known = text;
    writing = writing
      .then(() => write(home, text))
      .catch((error: unknown) => {
        // The home is being removed, or its disk is full: it is only a convenience.
        log.warn({ err: error, code: systemCode(error) }, 'the place of the data could not be noted');
        known = null;
      });
  });
}

async function write(home: string, text: string): Promise<void> {
  const file = path.join(home, FILE);
  await writeFile(`${file}.part`, `${text}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}
