import type { FoundNode } from '../../contract/find.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { makeLiveFolders } from './live-folders.ts';
import { withPaths } from './placed.ts';
import { changedBelowQuery, changedInDriveQuery, openedQuery } from './recent.table.ts';
import { asFound, type SearchPlace } from './search-places.ts';

/** Files that changed in what others share: so many that they never push one's own out of sight. */
const CHANGED_MAXIMUM = 100;
/** What somebody shares is gone through itself up to so many entries. */
const SMALL_FOLDERS = 3000;
/** Beyond, so many of the files that its owner used last are looked at. */
const WINDOW = 1000;

type Changed = Awaited<ReturnType<ReturnType<typeof changedInDriveQuery>['execute']>>[number];

/** A recent file of somebody else, with what orders of lists compare. */
export interface RecentElsewhere {
  readonly found: FoundNode;
  readonly row: Changed;
}

/**
 * Files of others that a person looked at, and those that changed last in what is shared with them, in no order, as far
 * as they may be seen at this moment. `at` is the later of both.
 */
export async function recentElsewhere(
  { db, aside }: { readonly db: Db; readonly aside: Aside },
  userId: string,
  places: readonly SearchPlace[],
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal | undefined },
): Promise<RecentElsewhere[]> {
  const opened = await aside.all(openedQuery(db, userId, limit), signal);
  const changed: { place: SearchPlace; row: Changed }[] = [];
  for (const place of places)
    for (const row of await lastChanged(db, aside, place, signal)) changed.push({ place, row });
  const newest = changed.toSorted((one, other) => compare(other.row, one.row)).slice(0, CHANGED_MAXIMUM);

  const found: RecentElsewhere[] = [];
  for (const place of places) {
    const rows = new Map<string, Changed>();
    for (const { row } of newest.filter((one) => one.place === place)) rows.set(row.id, row);
    for (const row of opened) {
      if (row.owner_id !== place.ownerId) continue;
      const known = rows.get(row.id);
      if (known === undefined || compare(known, row) < 0) rows.set(row.id, row);
    }
    const nodes = await withPaths(db, place.ownerId, [...rows.values()]);
    for (const node of nodes) {
      const row = rows.get(node.id);
      if (row !== undefined) found.push(...asFound(place, node).map((seen) => ({ found: seen, row })));
    }
  }
  return found;
}

async function lastChanged(
  db: Db,
  aside: Aside,
  { ownerId, entrances }: SearchPlace,
  signal: AbortSignal | undefined,
): Promise<Changed[]> {
  const walk = { folderIds: [...entrances], atMost: SMALL_FOLDERS, limit: CHANGED_MAXIMUM };
  const below = await aside.all(changedBelowQuery(db, ownerId, walk), signal);
  if ((below[0]?.many ?? 0) <= SMALL_FOLDERS) return below.filter(isWhole);
  const newest = await aside.all(changedInDriveQuery(db, ownerId, WINDOW), signal);
  const folders = makeLiveFolders(aside, db, ownerId, entrances, signal);
  const inside = await folders.among(newest.map(({ parent_id: parentId }) => parentId));
  return newest.filter(({ parent_id: parentId }) => inside.has(parentId));
}

type Below = Awaited<ReturnType<ReturnType<typeof changedBelowQuery>['execute']>>[number];

/** True for a file, false for the row that stands for none. */
function isWhole(row: Below): row is Below & Changed {
  return row.id !== null;
}

function compare(one: Pick<Changed, 'at' | 'id'>, other: Pick<Changed, 'at' | 'id'>): number {
  return one.at.localeCompare(other.at) || one.id.localeCompare(other.id);
}
