import type { Db, Tx } from '../db/schema.ts';

/** An entry on the way from one of a share up to the top. */
export interface ChainRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly trashed_at: string | null;
}

const chainColumns = ['nodes.id', 'nodes.parent_id', 'nodes.kind', 'nodes.name', 'nodes.trashed_at'] as const;

/** Entries of a person and all folders above them; the cross join keeps SQLite from going through all nodes. */
export function chainsQuery(db: Db | Tx, ownerId: string, ids: readonly string[]) {
  return db
    .withRecursive('up', (q) =>
      q
        .selectFrom('nodes')
        .select(chainColumns)
        .where('nodes.id', 'in', ids)
        .where('nodes.owner_id', '=', ownerId)
        .union(
          q
            .selectFrom('up')
            .crossJoin('nodes')
            .select(chainColumns)
            .whereRef('nodes.id', '=', 'up.parent_id')
            .where('nodes.owner_id', '=', ownerId),
        ),
    )
    .selectFrom('up')
    .selectAll();
}

/** Some of the entries that a share names, in the order of their ids, behind `after`. */
export function itemsQuery(db: Db | Tx, shareId: string, page: { after: string; limit: number }) {
  return db
    .selectFrom('share_items')
    .select('node_id')
    .where('share_id', '=', shareId)
    .where('node_id', '>', page.after)
    .orderBy('node_id')
    .limit(page.limit);
}

/** Which of these entries a share names. */
export function namedQuery(db: Db | Tx, shareId: string, ids: readonly string[]) {
  return db
    .selectFrom('share_items')
    .select('node_id')
    .where('share_id', '=', shareId)
    .where('node_id', 'in', ids);
}

const entryColumns = [
  'nodes.id',
  'nodes.parent_id',
  'nodes.kind',
  'nodes.name',
  'nodes.sort_key',
  'nodes.size',
  'nodes.type',
  'nodes.mime',
  'nodes.modified_at',
  'nodes.object_id',
  'objects.key',
] as const;

/** An entry as strangers may see it. */
export type EntryRow = Awaited<ReturnType<ReturnType<typeof entriesQuery>['execute']>>[number];

/** The live ones of these entries of a person. */
export function entriesQuery(db: Db | Tx, ownerId: string, ids: readonly string[]) {
  return db
    .selectFrom('nodes')
    .leftJoin('objects', 'objects.id', 'nodes.object_id')
    .select(entryColumns)
    .where('nodes.id', 'in', ids)
    .where('nodes.owner_id', '=', ownerId)
    .where('nodes.trashed_at', 'is', null);
}

/** Where a page begins: behind this entry of its kind. */
export interface Behind {
  readonly sortKey: string;
  readonly id: string;
}

/** A page of the live folders or files of a folder, by name; answered by an index without sorting. */
export function childrenQuery(
  db: Db | Tx,
  ownerId: string,
  folderId: string,
  page: { readonly kind: 'folder' | 'file'; readonly after: Behind | null; readonly limit: number },
) {
  const query = db
    .selectFrom('nodes')
    .leftJoin('objects', 'objects.id', 'nodes.object_id')
    .select(entryColumns)
    .where('nodes.parent_id', '=', folderId)
    .where('nodes.kind', '=', page.kind)
    .where('nodes.trashed_at', 'is', null)
    .where('nodes.owner_id', '=', ownerId)
    .orderBy('nodes.sort_key')
    .orderBy('nodes.id')
    .limit(page.limit);
  const { after } = page;
  if (after === null) return query;
  return query.where((eb) =>
    eb(eb.refTuple('nodes.sort_key', 'nodes.id'), '>', eb.tuple(after.sortKey, after.id)),
  );
}

/** How many live entries a folder has, counted in an index. */
export function countQuery(db: Db | Tx, folderId: string) {
  return db
    .selectFrom('nodes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('parent_id', '=', folderId)
    .where('trashed_at', 'is', null);
}

/**
 * Bytes and number of the live entries at and below these, of which at most `limit` are looked at: a number that
 * reaches the limit says that there are more.
 */
export function sumQuery(db: Db | Tx, ids: readonly string[], limit: number) {
  return db
    .withRecursive('down', (q) =>
      q
        .selectFrom('nodes')
        .select(['nodes.id', 'nodes.size'])
        .where('nodes.id', 'in', ids)
        .where('nodes.trashed_at', 'is', null)
        .unionAll(
          q
            .selectFrom('down')
            .crossJoin('nodes')
            .select(['nodes.id', 'nodes.size'])
            .whereRef('nodes.parent_id', '=', 'down.id')
            .where('nodes.trashed_at', 'is', null),
        ),
    )
    .selectFrom((q) => q.selectFrom('down').select('size').limit(limit).as('some'))
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('size').as('bytes')]);
}
