import type { find, FoundNode } from '../../contract/find.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import type { ServiceOf } from '../lib/service.ts';
import { collectionQuery, COLUMN, RECENT_MAXIMUM, type CollectionPage } from './collection.table.ts';
import { encodeCursor } from './cursor.ts';
import { asOwn, withPaths } from './placed.ts';
import { recentElsewhere } from './recent-elsewhere.ts';
import type { SearchPlace } from './search-places.ts';

/** What an order compares: its value, and the id where values are the same. */
type Rank = readonly [value: string | number, id: string];

/** A recent file with what it is ranked by. */
interface Ranked {
  readonly rank: Rank;
  /** What a person sees of a file of somebody else; null for one's own. */
  readonly found: FoundNode | null;
}

/**
 * A page of the recent files of a person together with those in what others share with them. They are few, so all are
 * read for each page; where one's own are is found out for those of the page alone.
 */
export async function listRecent(
  deps: { readonly db: Db; readonly aside: Aside },
  places: readonly SearchPlace[],
  { userId, order, descending, after, limit }: Omit<CollectionPage, 'of'>,
  signal: AbortSignal | undefined,
): Promise<Awaited<ReturnType<ServiceOf<typeof find>['collection']>>> {
  const { db, aside } = deps;
  const most = { of: { kind: 'recent' }, order: 'touched', descending: true, limit: RECENT_MAXIMUM } as const;
  const [own, theirs] = await Promise.all([
    aside.all(collectionQuery(db, { userId, after: null, ...most }), signal),
    recentElsewhere(deps, userId, places, { limit: RECENT_MAXIMUM, signal }),
  ]);
  const newest = [
    ...own.map((row) => ({ row, at: row.touched_at ?? '', found: null })),
    ...theirs.map(({ row, found }) => ({ row, at: row.at, found })),
  ]
    .toSorted((one, other) => compare([other.at, other.row.id], [one.at, one.row.id]))
    .slice(0, RECENT_MAXIMUM);
  const sign = descending ? -1 : 1;
  const ranked = newest
    .map(({ row, at, found }): Ranked => {
      const value = order === 'touched' ? at : row[order === 'favourite' ? 'id' : COLUMN[order]];
      return { rank: [value ?? '', row.id], found };
    })
    .toSorted((one, other) => sign * compare(one.rank, other.rank));

  const rest = after === null ? ranked : ranked.filter(({ rank }) => sign * compare(rank, after) > 0);
  const shown = rest.slice(0, limit);
  const ids = new Set(shown.map(({ rank: [, id] }) => id));
  const mine = await withPaths(
    db,
    userId,
    own.filter(({ id }) => ids.has(id)),
  );
  const nodes = new Map(mine.map((node) => [node.id, asOwn(node)]));
  const last = rest.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.flatMap(({ rank: [, id], found }) => found ?? nodes.get(id) ?? []),
    next: last === undefined ? null : encodeCursor({ order, descending, after: last.rank }),
    total: ranked.length,
  };
}

function compare([one, oneId]: Rank, [other, otherId]: Rank): number {
  if (one !== other) return one < other ? -1 : 1;
  return oneId === otherId ? 0 : oneId < otherId ? -1 : 1;
}
