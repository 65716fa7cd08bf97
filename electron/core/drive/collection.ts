import { z } from 'zod';
import { TAG_COLORS } from '../../contract/drive.ts';
import type { find } from '../../contract/find.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import {
  collectionCountQuery,
  collectionQuery,
  type Collected,
  type CollectionOrder,
} from './collection.table.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Elsewhere } from './elsewhere.ts';
import { asOwn, withPaths } from './placed.ts';
import { listRecent } from './recent.ts';
import { sharedPlaces } from './search-places.ts';

type Collection = ServiceOf<typeof find>['collection'];

const cursorSchema = z.object({
  order: z.string(),
  descending: z.boolean(),
  after: z.tuple([z.union([z.string(), z.number()]), z.string()]),
});

interface Deps {
  readonly db: Db;
  readonly aside: Aside;
  readonly elsewhere: Elsewhere;
}

/**
 * A page of a person's tagged, favourite or recent entries, the recent ones with those of others. Throws INVALID_INPUT for
 * a cursor of something else.
 */
export async function listCollection(
  { db, aside, elsewhere }: Deps,
  userId: string,
  { of, sort, descending, cursor, limit }: Parameters<Collection>[1],
  signal: AbortSignal | undefined,
): Promise<Awaited<ReturnType<Collection>>> {
  const collected: Collected =
    typeof of === 'object' ? { kind: 'tag', bit: 1 << TAG_COLORS.indexOf(of.tag) } : { kind: of };
  const order = sort === null ? ownOrder(collected) : { order: sort, descending };
  const start = cursor === null ? null : decodeCursor(cursorSchema, cursor);
  if (start !== null && (start.order !== order.order || start.descending !== order.descending))
    throw fail('INVALID_INPUT', { fields: ['cursor'] });

  const after = start?.after ?? null;
  if (of === 'recent') {
    const places = await sharedPlaces(elsewhere, userId);
    const page = { userId, ...order, after, limit };
    if (places.length > 0) return listRecent({ db, aside }, places, page, signal);
  }
  // One more than asked for tells whether another page follows.
  const page = { userId, of: collected, ...order, after, limit: limit + 1 };
  const [rows, counted] = await Promise.all([
    aside.all(collectionQuery(db, page), signal),
    aside.all(collectionCountQuery(db, userId, collected), signal),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: (await withPaths(db, userId, shown)).map(asOwn),
    next: last === undefined ? null : encodeCursor({ ...order, after: [last.position, last.id] }),
    total: counted[0]?.count ?? 0,
  };
}

/** The order that a collection has where none is asked for. */
function ownOrder({ kind }: Collected): { order: CollectionOrder; descending: boolean } {
  if (kind === 'tag') return { order: 'name', descending: false };
  return { order: kind === 'recent' ? 'touched' : 'favourite', descending: true };
}
