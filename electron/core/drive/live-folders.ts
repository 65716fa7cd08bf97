import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';
import { isLive, upwards } from '../lib/chains.ts';
import { chainsQuery } from './nodes.table.ts';

/** Tells which folders count, each asked for once. */
export interface LiveFolders {
  /** Those of these folders that are live, and at or below a folder looked in. */
  among(ids: readonly (string | null)[]): Promise<ReadonlySet<string | null>>;
}

/** `scopes` null looks everywhere. */
export function makeLiveFolders(
  aside: Aside,
  db: Db,
  userId: string,
  scopes: ReadonlySet<string> | null,
  signal: AbortSignal | undefined,
): LiveFolders {
  const counts = new Map<string, boolean>();
  return {
    async among(ids) {
      const wanted = new Set(ids.filter((id) => id !== null));
      const unknown = [...wanted].filter((id) => !counts.has(id));
      for (const some of inGroups(unknown)) {
        const rows = await aside.all(chainsQuery(db, userId, some), signal);
        const chains = new Map(rows.map((row) => [row.id, row]));
        for (const id of some) {
          const inScope =
            scopes === null || Array.from(upwards(chains, id)).some((row) => scopes.has(row.id));
          counts.set(id, inScope && isLive(chains, id));
        }
      }
      return new Set([...wanted].filter((id) => counts.get(id) === true));
    },
  };
}
