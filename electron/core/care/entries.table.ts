import { sql } from 'kysely';
import type { Db, NodesTable, Tx } from '../db/schema.ts';

/** A file or folder with what it hangs on. */
export interface Entry {
  readonly id: string;
  readonly owner_id: string;
  readonly parent_id: string | null;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly name_key: string;
  readonly sort_key: string;
  readonly object_id: string | null;
  readonly size: number;
  readonly trashed_at: string | null;
  readonly purged_at: string | null;
  /** The top folder of its owner; null when there is no such person. */
  readonly root_id: string | null;
  readonly parent_kind: 'folder' | 'file' | null;
  readonly parent_owner: string | null;
  /** Null when the parent's owner is no more. */
  readonly parent_owner_root: string | null;
  readonly object_size: number | null;
  /** 1: a live entry of the same folder has the same name and came first. */
  readonly doubled: number;
}

function entries(db: Db | Tx) {
  return db
    .selectFrom('nodes as n')
    .leftJoin('users as u', 'u.id', 'n.owner_id')
    .leftJoin('nodes as p', 'p.id', 'n.parent_id')
    .leftJoin('users as pu', 'pu.id', 'p.owner_id')
    .leftJoin('objects as o', 'o.id', 'n.object_id')
    .select([
      'n.id',
      'n.owner_id',
      'n.parent_id',
      'n.kind',
      'n.name',
      'n.name_key',
      'n.sort_key',
      'n.object_id',
      'n.size',
      'n.trashed_at',
      'n.purged_at',
      'u.root_id',
      'p.kind as parent_kind',
      'p.owner_id as parent_owner',
      'pu.root_id as parent_owner_root',
      'o.size as object_size',
      sql<number>`n.trashed_at is null and exists (select 1 from nodes as d
        where d.parent_id = n.parent_id and d.name_key = n.name_key and d.trashed_at is null and d.id < n.id)`.as(
        'doubled',
      ),
    ]);
}

/** A page of all files and folders in the order of their ids. */
export function entriesAfter(db: Db, id: string, limit: number): Promise<Entry[]> {
  return entries(db).where('n.id', '>', id).orderBy('n.id').limit(limit).execute();
}

export function entryById(db: Db | Tx, id: string): Promise<Entry | undefined> {
  return entries(db).where('n.id', '=', id).executeTakeFirst();
}

/** What a node is to those below it. */
export interface Above {
  readonly id: string;
  readonly parent_id: string | null;
  readonly purged_at: string | null;
}

/** These nodes and all above them, whoever they belong to; ends also where folders are inside each other. */
export async function chainsOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Above>> {
  if (ids.length === 0) return new Map();
  const columns = ['nodes.id', 'nodes.parent_id', 'nodes.purged_at'] as const;
  const rows = await db
    .withRecursive('up', (q) =>
      q
        .selectFrom('nodes')
        .select(columns)
        .where('nodes.id', 'in', ids)
        .union(
          q.selectFrom('up').crossJoin('nodes').select(columns).whereRef('nodes.id', '=', 'up.parent_id'),
        ),
    )
    .selectFrom('up')
    .selectAll()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

type Change = Partial<
  Pick<NodesTable, 'owner_id' | 'parent_id' | 'name' | 'name_key' | 'sort_key' | 'size' | 'trashed_path'>
>;

export async function changeEntry(tx: Tx, id: string, change: Change): Promise<void> {
  await tx.updateTable('nodes').set(change).where('id', '=', id).execute();
}

/** Makes what hangs on a node of somebody who is no more another person's: its content and its earlier ones. */
export async function changeOwner(tx: Tx, entry: Entry, ownerId: string): Promise<void> {
  await changeEntry(tx, entry.id, { owner_id: ownerId });
  const objects = await tx
    .selectFrom('versions')
    .select('object_id')
    .where('node_id', '=', entry.id)
    .execute();
  const ids = objects.map(({ object_id: id }) => id);
  if (entry.object_id !== null) ids.push(entry.object_id);
  if (ids.length > 0)
    await tx.updateTable('objects').set({ owner_id: ownerId }).where('id', 'in', ids).execute();
  await tx.updateTable('versions').set({ owner_id: ownerId }).where('node_id', '=', entry.id).execute();
}

type NewFile = Pick<
  NodesTable,
  | 'id'
  | 'owner_id'
  | 'parent_id'
  | 'name'
  | 'name_key'
  | 'sort_key'
  | 'object_id'
  | 'size'
  | 'type'
  | 'mime'
  | 'created_at'
  | 'modified_at'
  | 'touched_at'
>;

/** Writes a file. */
export async function insertFile(tx: Tx, file: NewFile): Promise<void> {
  await tx
    .insertInto('nodes')
    .values({ ...file, kind: 'file' })
    .execute();
}

/** Earlier contents whose noted size, or owner, is not that of their object and file. */
export function wrongVersionsAfter(db: Db, id: string, limit: number) {
  return db
    .selectFrom('versions as v')
    .innerJoin('nodes as n', 'n.id', 'v.node_id')
    .innerJoin('objects as o', 'o.id', 'v.object_id')
    .select([
      'v.id',
      'v.size',
      'v.owner_id',
      'n.name',
      'n.owner_id as node_owner',
      'o.size as object_size',
      sql<number>`v.size <> o.size or v.owner_id <> n.owner_id`.as('wrong'),
    ])
    .where('v.id', '>', id)
    .orderBy('v.id')
    .limit(limit)
    .execute();
}

export async function changeVersion(
  tx: Tx,
  id: string,
  change: { size: number; owner_id: string },
): Promise<void> {
  await tx.updateTable('versions').set(change).where('id', '=', id).execute();
}
