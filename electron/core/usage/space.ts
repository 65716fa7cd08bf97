import { fileType, type FileType } from '../../contract/drive.ts';
import type { space } from '../../contract/space.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import type { Places } from '../drive/placed.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import { findDuplicates } from './duplicates.ts';
import { folderNamesQuery, largestQuery, overviewQuery } from './space.table.ts';
import { readUse, trashAmountsQuery } from './usage.table.ts';

export interface SpaceDeps {
  readonly db: Db;
  readonly aside: Aside;
  readonly places: Places;
}

interface Amount {
  bytes: number;
  files: number;
}

/** Folders told, the largest of them; what the rest holds is the difference to the total. */
const FOLDERS_MAXIMUM = 500;

/** Makes the service that tells where a person's space went. All of it is read away from the event loop. */
export function makeSpace(deps: SpaceDeps): ServiceOf<typeof space> {
  const { db, aside, places } = deps;
  return {
    async overview(caller, { folderId }, signal) {
      const { userId } = signedIn(caller);
      const { id, path } = await places.folder(userId, folderId);
      const use = await readUse(db, userId);
      if (use === undefined) throw fail('NOT_FOUND');
      const [rows, names, trashed] = await Promise.all([
        aside.all(overviewQuery(db, id), signal),
        aside.all(folderNamesQuery(db, userId, id), signal),
        aside.all(trashAmountsQuery(db, userId), signal),
      ]);
      const total = { bytes: 0, files: 0 };
      const byFolder = new Map<string | null, Amount>();
      const byType = new Map<FileType, Amount>();
      for (const { top, type, ...amount } of rows) {
        add(total, amount);
        addTo(byFolder, top, amount);
        addTo(byType, fileType.catch('other').parse(type), amount);
      }
      const trash = { bytes: 0, files: 0 };
      for (const amount of trashed) add(trash, amount);
      return {
        path,
        total,
        folders: names
          .map(({ id: top, name }) => {
            const { bytes = 0, files = 0 } = byFolder.get(top) ?? {};
            return { id: top, name, bytes, files };
          })
          .toSorted((one, other) => other.bytes - one.bytes || other.files - one.files)
          .slice(0, FOLDERS_MAXIMUM),
        own: byFolder.get(null) ?? { bytes: 0, files: 0 },
        byType: [...byType]
          .map(([type, { bytes, files }]) => ({ type, bytes, files }))
          .toSorted((one, other) => other.bytes - one.bytes),
        trash,
        versions: { bytes: use.version_bytes, files: use.version_count },
      };
    },
    async largest(caller, { limit }, signal) {
      const { userId } = signedIn(caller);
      // What lies in trashed folders shows only when it is looked at; then more is asked for.
      for (let asked = limit * 2; ; asked *= 4) {
        const rows = await aside.all(largestQuery(db, userId, fileType.options, asked), signal);
        const live = await places.placed(
          userId,
          rows.map(({ id }) => id),
        );
        if (live.length >= limit || rows.length < asked) return live.slice(0, limit);
      }
    },
    duplicates: (caller, { limit }, signal) => findDuplicates(deps, signedIn(caller).userId, limit, signal),
  };
}

function add(sum: Amount, { bytes, files }: Amount): void {
  sum.bytes += bytes;
  sum.files += files;
}

function addTo<Key>(sums: Map<Key, Amount>, key: Key, amount: Amount): void {
  const sum = sums.get(key) ?? { bytes: 0, files: 0 };
  add(sum, amount);
  sums.set(key, sum);
}
