import { sql } from 'kysely';
import type { SortKey } from '../../contract/drive.ts';
import type { Db } from '../db/schema.ts';
import { viewColumns } from './find.table.ts';

/** Entries brought together wherever they are. */
export type Collected =
  | { readonly kind: 'tag'; readonly bit: number }
  | { readonly kind: 'favourites' }
  | { readonly kind: 'recent' };

/** Most recent ones that are shown. */
export const RECENT_MAXIMUM = 500;

/** Orders of a collection; each has the id behind it. */
export type CollectionOrder = SortKey | 'favourite' | 'touched';
/** The column that each compares. */
export const COLUMN = {
  name: 'sort_key',
  size: 'size',
  type: 'type',
  modified: 'modified_at',
  favourite: 'favourite_at',
  touched: 'touched_at',
} as const satisfies Record<CollectionOrder, string>;

/** What belongs to a collection and is not in the trash itself, from the collection's own index. */
function members(db: Db, userId: string, of: Collected) {
  const query = db
    .selectFrom('nodes')
    .select(viewColumns)
    .select(['nodes.sort_key', 'nodes.touched_at'])
    .where('nodes.owner_id', '=', userId)
    .where('nodes.trashed_at', 'is', null);
  if (of.kind === 'tag')
    return query
      .where('nodes.tags', '!=', sql.lit(0))
      .where((eb) => eb(sql`nodes.tags & ${of.bit}`, '=', of.bit));
  if (of.kind === 'favourites') return query.where('nodes.favourite_at', 'is not', null);
  return query
    .where('nodes.touched_at', 'is not', null)
    .orderBy('nodes.touched_at', 'desc')
    .orderBy('nodes.id', 'desc')
    .limit(RECENT_MAXIMUM);
}

/**
 * Members with, for each of their folders, whether it or one above it is in the trash. The cross joins keep SQLite from
 * going through all nodes at each step.
 */
function liveMembers(db: Db, userId: string, of: Collected) {
  return db
    .with(
      (cte) => cte('member').materialized(),
      () => members(db, userId, of),
    )
    .withRecursive('up', (q) =>
      q
        .selectFrom((sub) => sub.selectFrom('member').select('parent_id').distinct().as('folder'))
        .crossJoin('nodes')
        .select(['folder.parent_id as start', 'nodes.parent_id', 'nodes.trashed_at'])
        .whereRef('nodes.id', '=', 'folder.parent_id')
        .unionAll(
          q
            .selectFrom('up')
            .crossJoin('nodes')
            .select(['up.start', 'nodes.parent_id', 'nodes.trashed_at'])
            .whereRef('nodes.id', '=', 'up.parent_id')
            .where('up.trashed_at', 'is', null),
        ),
    )
    .with('live', (q) =>
      q
        .selectFrom('member')
        .selectAll()
        .where('parent_id', 'is not', null)
        .where('parent_id', 'not in', (eb) =>
          eb.selectFrom('up').select('up.start').where('up.trashed_at', 'is not', null).$castTo<{
            start: string;
          }>(),
        ),
    );
}

/** How many live entries a collection has. */
export function collectionCountQuery(db: Db, userId: string, of: Collected) {
  return liveMembers(db, userId, of)
    .selectFrom('live')
    .select(({ fn }) => fn.countAll<number>().as('count'));
}

export interface CollectionPage {
  readonly userId: string;
  readonly of: Collected;
  readonly order: CollectionOrder;
  readonly descending: boolean;
  /** Continue behind the entry of this value and id. */
  readonly after: readonly [string | number, string] | null;
  readonly limit: number;
}

/** A page of a collection's live entries; `position` is what the order compares. */
export function collectionQuery(db: Db, page: CollectionPage) {
  const { userId, of, order, descending, after, limit } = page;
  const column = COLUMN[order];
  const direction = descending ? 'desc' : 'asc';
  // Folders have no type and stand before all that have one.
  const position = sql<string | number>`coalesce(${sql.ref(column)}, '')`;
  const query = liveMembers(db, userId, of)
    .selectFrom('live')
    .selectAll()
    .select(position.as('position'))
    .orderBy(position, direction)
    .orderBy('id', direction)
    .limit(limit);
  if (after === null) return query;
  const sign = sql.raw(descending ? '<' : '>');
  return query.where(sql<boolean>`(${position}, id) ${sign} (${after[0]}, ${after[1]})`);
}
