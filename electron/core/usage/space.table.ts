import { sql } from 'kysely';
import type { FileType } from '../../contract/drive.ts';
import type { Db } from '../db/schema.ts';

/**
 * What lies in and below a folder, by the folder in it (null: directly) and by type; from an index alone. The cross
 * joins keep SQLite from reading all nodes first and looking for their folders after.
 */
export function overviewQuery(db: Db, folderId: string) {
  return db
    .withRecursive('tree', (q) =>
      q
        .selectFrom('nodes')
        .select(['nodes.id', 'nodes.id as top'])
        .where('nodes.parent_id', '=', folderId)
        .where('nodes.kind', '=', 'folder')
        .where('nodes.trashed_at', 'is', null)
        .unionAll(
          q
            .selectFrom('tree')
            .crossJoin('nodes')
            .select(['nodes.id', 'tree.top'])
            .whereRef('nodes.parent_id', '=', 'tree.id')
            .where('nodes.kind', '=', 'folder')
            .where('nodes.trashed_at', 'is', null),
        ),
    )
    .with('files', (q) =>
      q
        .selectFrom('nodes')
        .select([sql<string | null>`null`.as('top'), 'nodes.type', 'nodes.size'])
        .where('nodes.parent_id', '=', folderId)
        .where('nodes.kind', '=', 'file')
        .where('nodes.trashed_at', 'is', null)
        .unionAll(
          q
            .selectFrom('tree')
            .crossJoin('nodes')
            .select(['tree.top', 'nodes.type', 'nodes.size'])
            .whereRef('nodes.parent_id', '=', 'tree.id')
            .where('nodes.kind', '=', 'file')
            .where('nodes.trashed_at', 'is', null),
        ),
    )
    .selectFrom('files')
    .select(({ fn }) => [
      'top',
      'type',
      fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('bytes'),
      fn.countAll<number>().as('files'),
    ])
    .groupBy(['top', 'type']);
}

/** Names of the live folders in a folder. */
export function folderNamesQuery(db: Db, userId: string, folderId: string) {
  return db
    .selectFrom('nodes')
    .select(['id', 'name'])
    .where('parent_id', '=', folderId)
    .where('kind', '=', 'folder')
    .where('trashed_at', 'is', null)
    .where('owner_id', '=', userId);
}

/** A user's largest files that are not in the trash themselves, of some types, the largest first. */
export function largestQuery(db: Db, userId: string, types: readonly FileType[], limit: number) {
  const ofType = (type: FileType) =>
    db
      .selectFrom(
        db
          .selectFrom('nodes')
          .select(['id', 'size'])
          .where('owner_id', '=', userId)
          .where('kind', '=', sql.lit('file'))
          .where('type', '=', type)
          .where('trashed_at', 'is', null)
          .orderBy('size', 'desc')
          .limit(limit)
          .as(type),
      )
      .select(['id', 'size']);
  const [first, ...others] = types.map(ofType);
  if (first === undefined) throw new Error('no types');
  const all = others.reduce((union, one) => union.unionAll(one), first);
  return db.selectFrom(all.as('all')).select(['id', 'size']).orderBy('size', 'desc').limit(limit);
}

/** Sizes that more than one of a user's files has, those that may waste most first; from an index alone. */
export function equalSizesQuery(db: Db, userId: string, page: { limit: number; offset: number }) {
  const potential = sql<number>`(count(*) - 1) * ${sql.ref('size')}`;
  return db
    .selectFrom('nodes')
    .select(['size', potential.as('potential')])
    .where('owner_id', '=', userId)
    .where('kind', '=', sql.lit('file'))
    .where('size', '>', 0)
    .groupBy('size')
    .having(sql<boolean>`count(*) > 1`)
    .orderBy('potential', 'desc')
    .orderBy('size', 'desc')
    .limit(page.limit)
    .offset(page.offset);
}

/** Which contents of these sizes a user stores more than once, those that waste most first. */
export function equalContentsQuery(
  db: Db,
  userId: string,
  types: readonly FileType[],
  sizes: readonly number[],
  limit: number,
) {
  return contents(db, userId, types, sizes)
    .select(['nodes.size', 'objects.etag'])
    .select((eb) => eb.fn.count<number>('nodes.object_id').distinct().as('objects'))
    .groupBy(['nodes.size', 'objects.etag'])
    .having(sql<boolean>`count(distinct ${sql.ref('nodes.object_id')}) > 1`)
    .orderBy(sql`(count(distinct ${sql.ref('nodes.object_id')}) - 1) * ${sql.ref('nodes.size')}`, 'desc')
    .limit(limit);
}

/** The files of these contents. */
export function sameContentQuery(
  db: Db,
  userId: string,
  types: readonly FileType[],
  wanted: readonly { readonly size: number; readonly etag: string }[],
  limit: number,
) {
  const of = <T>(values: readonly T[]) => [...new Set(values)];
  return contents(db, userId, types, of(wanted.map(({ size }) => size)))
    .select(['nodes.id', 'nodes.object_id', 'nodes.size', 'objects.etag'])
    .where('objects.etag', 'in', of(wanted.map(({ etag }) => etag)))
    .orderBy('nodes.created_at')
    .orderBy('nodes.id')
    .limit(limit);
}

/** The types are all there are: named, they let the index go straight to the sizes. */
function contents(db: Db, userId: string, types: readonly FileType[], sizes: readonly number[]) {
  return db
    .selectFrom('nodes')
    .crossJoin('objects')
    .whereRef('objects.id', '=', 'nodes.object_id')
    .where('nodes.owner_id', '=', userId)
    .where('nodes.kind', '=', sql.lit('file'))
    .where('nodes.type', 'in', types)
    .where('nodes.size', 'in', sizes)
    .where('nodes.trashed_at', 'is', null)
    .where('objects.etag', 'is not', null)
    .where('objects.etag', '!=', '');
}
