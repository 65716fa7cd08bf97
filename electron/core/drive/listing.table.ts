import type { SelectQueryBuilder } from 'kysely';
import type { SortKey } from '../../contract/drive.ts';
import type { Db, Schema } from '../db/schema.ts';

/** The last entry of a page: its values in the order of the listing's columns, id last. */
export type Position = readonly (string | number)[];

export interface PageOf {
  readonly userId: string;
  readonly folderId: string;
  readonly kind: 'folder' | 'file';
  readonly sort: SortKey;
  readonly descending: boolean;
  /** Continue behind this entry; from the start when null. */
  readonly after: Position | null;
  readonly limit: number;
}

/** Columns that each order compares; every one is answered by the index of that name, without sorting. */
export const ORDERS = {
  name: ['sort_key', 'id'],
  size: ['size', 'sort_key', 'id'],
  modified: ['modified_at', 'id'],
  type: ['type', 'sort_key', 'id'],
} as const satisfies Record<SortKey, readonly string[]>;

/** A page of the live folders or files of a folder. */
export function pageQuery(db: Db, page: PageOf) {
  const { sort, after, descending } = page;
  const direction = descending ? 'desc' : 'asc';
  let query = db
    .selectFrom('nodes')
    .select(['id', 'kind', 'name', 'sort_key', 'size', 'type', 'mime', 'created_at', 'modified_at'])
    .select(['tags', 'favourite_at', 'object_id'])
    .where('parent_id', '=', page.folderId)
    .where('kind', '=', page.kind)
    .where('trashed_at', 'is', null)
    .where('owner_id', '=', page.userId)
    .limit(page.limit);
  for (const column of ORDERS[sort]) query = query.orderBy(column, direction);
  return after === null ? query : behind(query, ORDERS[sort], after, descending);
}

function behind<O>(
  query: SelectQueryBuilder<Schema, 'nodes', O>,
  columns: readonly ('sort_key' | 'id' | 'size' | 'modified_at' | 'type')[],
  after: Position,
  descending: boolean,
) {
  return query.where((eb) => {
    const sign = descending ? '<' : '>';
    const [a, b, c] = columns;
    const [x, y, z] = after;
    if (a === undefined || b === undefined || x === undefined || y === undefined)
      throw new Error('an order has two columns or three');
    return c === undefined || z === undefined
      ? eb(eb.refTuple(a, b), sign, eb.tuple(x, y))
      : eb(eb.refTuple(a, b, c), sign, eb.tuple(x, y, z));
  });
}

/** How many live entries a folder has, counted in an index. */
export function countQuery(db: Db, folderId: string) {
  return db
    .selectFrom('nodes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('parent_id', '=', folderId)
    .where('trashed_at', 'is', null);
}
