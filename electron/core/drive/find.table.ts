import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';

/** What is shown of a node, and where it is. */
export const viewColumns = [
  'nodes.id',
  'nodes.parent_id',
  'nodes.kind',
  'nodes.name',
  'nodes.size',
  'nodes.type',
  'nodes.mime',
  'nodes.created_at',
  'nodes.modified_at',
  'nodes.tags',
  'nodes.favourite_at',
  'nodes.object_id',
] as const;

/** The user's nodes of these ids that are not in the trash themselves, in no order. */
export async function readNodes(db: Db, userId: string, ids: readonly string[]) {
  const found = [];
  for (const some of inGroups(ids)) {
    const rows = await db
      .selectFrom('nodes')
      .select(viewColumns)
      .where('nodes.id', 'in', some)
      .where('nodes.owner_id', '=', userId)
      .where('nodes.trashed_at', 'is', null)
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Where a page of folders ended. */
export type FolderPosition = readonly [sortKey: string, id: string];

/** A page of the live folders in a folder by name, each with whether there are folders in it; from indexes alone. */
export function foldersQuery(
  db: Db,
  page: {
    readonly userId: string;
    readonly folderId: string;
    readonly after: FolderPosition | null;
    readonly limit: number;
  },
) {
  const query = db
    .selectFrom('nodes')
    .select(['nodes.id', 'nodes.name', 'nodes.sort_key'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('nodes as inner')
            .select('inner.id')
            .whereRef('inner.parent_id', '=', 'nodes.id')
            .where('inner.kind', '=', 'folder')
            .where('inner.trashed_at', 'is', null),
        )
        .as('has_folders'),
    )
    .where('nodes.parent_id', '=', page.folderId)
    .where('nodes.kind', '=', 'folder')
    .where('nodes.trashed_at', 'is', null)
    .where('nodes.owner_id', '=', page.userId)
    .orderBy('nodes.sort_key')
    .orderBy('nodes.id')
    .limit(page.limit);
  const { after } = page;
  return after === null
    ? query
    : query.where((eb) => eb(eb.refTuple('nodes.sort_key', 'nodes.id'), '>', eb.tuple(after[0], after[1])));
}

/** Number and bytes of a file's earlier contents. */
export function readVersionTotals(db: Db, userId: string, nodeId: string) {
  return db
    .selectFrom('versions')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('bytes'),
    ])
    .where('node_id', '=', nodeId)
    .where('owner_id', '=', userId)
    .executeTakeFirstOrThrow();
}

/** The newest notes of what happened to a node, newest first. */
export function readHistory(db: Db, userId: string, nodeId: string, limit: number) {
  return db
    .selectFrom('history')
    .select(['id', 'at', 'kind', 'detail'])
    .where('node_id', '=', nodeId)
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** When a file's newest earlier contents were replaced, newest first. */
export function readReplacements(db: Db, userId: string, nodeId: string, limit: number) {
  return db
    .selectFrom('versions')
    .select(['id', 'replaced_at as at'])
    .where('node_id', '=', nodeId)
    .where('owner_id', '=', userId)
    .orderBy('replaced_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Notes that a file was used. `at` is ISO 8601. */
export async function touch(db: Db, userId: string, nodeId: string, at: string): Promise<void> {
  await db
    .updateTable('nodes')
    .set({ touched_at: at })
    .where('id', '=', nodeId)
    .where('owner_id', '=', userId)
    .where('kind', '=', 'file')
    .execute();
}

/**
 * Bytes, files and folders at and below some nodes, each counted once however the nodes lie in each other. The cross
 * join keeps SQLite from going through all nodes at each step.
 */
export function measureQuery(db: Db, userId: string, ids: readonly string[]) {
  return db
    .withRecursive('tree', (q) =>
      q
        .selectFrom('nodes')
        .select(['nodes.id', 'nodes.kind', 'nodes.size'])
        .where('nodes.id', 'in', ids)
        .where('nodes.owner_id', '=', userId)
        .union(
          q
            .selectFrom('tree')
            .crossJoin('nodes')
            .select(['nodes.id', 'nodes.kind', 'nodes.size'])
            .whereRef('nodes.parent_id', '=', 'tree.id')
            .where('nodes.trashed_at', 'is', null),
        ),
    )
    .selectFrom('tree')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('count'), fn.sum<number>('size').as('bytes')])
    .groupBy('kind');
}
