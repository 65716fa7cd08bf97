import type { DriveAccess } from '../drive/drive-access.ts';
import { ZipNames } from './zip-names.ts';
import type { ZipEntry } from './zip-writer.ts';

/** Entries chosen in somebody's drive. */
interface Chosen {
  readonly ownerId: string;
  readonly ids: readonly string[];
}

/** What was chosen and all in it, under names that every system can hold. Throws NOT_FOUND for what is gone. */
export async function* zipEntries(
  drive: Pick<DriveAccess, 'walk'>,
  chosen: readonly Chosen[],
): AsyncGenerator<ZipEntry, void, undefined> {
  const names = new ZipNames();
  for (const { ownerId, ids } of chosen) {
    for (const id of ids) {
      names.begin();
      for await (const entry of drive.walk(ownerId, [id])) {
        yield {
          name: names.name(entry.path, entry.kind),
          size: entry.size,
          modifiedAt: new Date(entry.modifiedAt),
          objectKey: entry.kind === 'file' ? entry.objectKey : null,
        };
      }
    }
  }
}
