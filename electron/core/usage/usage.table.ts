import { sql, type Selectable } from 'kysely';
import type { ActivityTable, Db, Tx, UsageDaysTable } from '../db/schema.ts';

/** Bytes and files of one type of content. */
export interface TypeAmount {
  readonly type: string | null;
  readonly bytes: number;
  readonly files: number;
}

/** Quota and use of a user; undefined for one that does not exist. */
export function readUse(db: Db, userId: string) {
  return db
    .selectFrom('users')
    .select(['quota_bytes', 'used_bytes', 'file_count', 'version_bytes', 'version_count'])
    .where('id', '=', userId)
    .executeTakeFirst();
}

/** Use of all people together. */
export function readEveryone(db: Db) {
  return db
    .selectFrom('users')
    .select(({ fn }) => [
      fn.countAll<number>().as('people'),
      fn.coalesce(fn.sum<number>('used_bytes'), sql<number>`0`).as('bytes'),
      fn.coalesce(fn.sum<number>('file_count'), sql<number>`0`).as('files'),
    ])
    .executeTakeFirstOrThrow();
}

/** All files of a user by type, trash included, from an index alone. */
export function amountsQuery(db: Db, userId: string) {
  return db
    .selectFrom('nodes')
    .select(({ fn }) => [
      'type',
      fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('bytes'),
      fn.countAll<number>().as('files'),
    ])
    .where('owner_id', '=', userId)
    .where('kind', '=', sql.lit('file'))
    .groupBy('type');
}

/**
 * What of it is in the trash: chosen files, and all files in and below chosen folders. The cross joins keep SQLite from
 * reading all nodes first and looking for their folders after.
 */
export function trashAmountsQuery(db: Db, userId: string) {
  return db
    .withRecursive('gone', (q) =>
      q
        .selectFrom('nodes')
        .select('nodes.id')
        .where('nodes.owner_id', '=', userId)
        .where('nodes.trashed_at', 'is not', null)
        .where('nodes.kind', '=', 'folder')
        .unionAll(
          q
            .selectFrom('gone')
            .crossJoin('nodes')
            .select('nodes.id')
            .whereRef('nodes.parent_id', '=', 'gone.id')
            .where('nodes.kind', '=', 'folder')
            .where('nodes.trashed_at', 'is', null),
        ),
    )
    .with('files', (q) =>
      q
        .selectFrom('nodes')
        .select(['nodes.type', 'nodes.size'])
        .where('nodes.owner_id', '=', userId)
        .where('nodes.trashed_at', 'is not', null)
        // Files have a type. Asked by kind, SQLite would go through all of the user's files.
        .where('nodes.type', 'is not', null)
        .unionAll(
          q
            .selectFrom('gone')
            .crossJoin('nodes')
            .select(['nodes.type', 'nodes.size'])
            .whereRef('nodes.parent_id', '=', 'gone.id')
            .where('nodes.kind', '=', 'file')
            .where('nodes.trashed_at', 'is', null),
        ),
    )
    .selectFrom('files')
    .select(({ fn }) => [
      'type',
      fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('bytes'),
      fn.countAll<number>().as('files'),
    ])
    .groupBy('type');
}

/** Adds to a user's figures of a day. */
export async function addTraffic(db: Db | Tx, row: Selectable<UsageDaysTable>): Promise<void> {
  await db
    .insertInto('usage_days')
    .values(row)
    .onConflict((oc) =>
      oc.columns(['user_id', 'day']).doUpdateSet((eb) => ({
        uploads: sql<number>`${eb.ref('usage_days.uploads')} + ${eb.ref('excluded.uploads')}`,
        upload_bytes: sql<number>`${eb.ref('usage_days.upload_bytes')} + ${eb.ref('excluded.upload_bytes')}`,
        downloads: sql<number>`${eb.ref('usage_days.downloads')} + ${eb.ref('excluded.downloads')}`,
        download_bytes: sql<number>`${eb.ref('usage_days.download_bytes')} + ${eb.ref('excluded.download_bytes')}`,
      })),
    )
    .execute();
}

/** A user's figures from a day (YYYY-MM-DD) on; days without traffic are absent. */
export function readDays(db: Db, userId: string, from: string) {
  return db
    .selectFrom('usage_days')
    .select(['day', 'uploads', 'upload_bytes as uploadBytes', 'downloads', 'download_bytes as downloadBytes'])
    .where('user_id', '=', userId)
    .where('day', '>=', from)
    .execute();
}

/** A user's newest activity, newest first. */
export function readActivity(db: Db | Tx, userId: string, limit: number) {
  return db
    .selectFrom('activity')
    .select(['id', 'at', 'kind', 'subject', 'count'])
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Adds to the count of an entry, and moves it to a later time. */
export async function addToEntry(db: Db | Tx, id: string, count: number, at: string): Promise<void> {
  await db
    .updateTable('activity')
    .set((eb) => ({ count: eb('count', '+', count), at }))
    .where('id', '=', id)
    .execute();
}

/** A user's newest entry of a kind about a subject. */
export function newestAbout(
  db: Db | Tx,
  { userId, kind, subject }: { userId: string; kind: ActivityTable['kind']; subject: string | null },
) {
  return db
    .selectFrom('activity')
    .select(['id', 'at', 'count'])
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('subject', 'is', subject)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function deleteEntry(db: Db | Tx, id: string): Promise<void> {
  await db.deleteFrom('activity').where('id', '=', id).execute();
}

/** Kinds of entries, of which the newest are kept apart from those of other kinds. */
export interface KeptApart {
  /** Entries of these kinds, or with `others` of all but these. */
  readonly kinds: readonly ActivityTable['kind'][];
  readonly others: boolean;
  readonly keep: number;
}

/** Writes an entry, and drops the user's oldest ones of such kinds beyond as many as are kept. */
export async function insertEntry(
  db: Db | Tx,
  entry: Selectable<ActivityTable>,
  { kinds, others, keep }: KeptApart,
): Promise<void> {
  await db.insertInto('activity').values(entry).execute();
  await db
    .deleteFrom('activity')
    .where('user_id', '=', entry.user_id)
    .where('kind', others ? 'not in' : 'in', kinds)
    .where('id', '<=', (eb) =>
      eb
        .selectFrom('activity')
        .select('id')
        .where('user_id', '=', entry.user_id)
        .where('kind', others ? 'not in' : 'in', kinds)
        .orderBy('id', 'desc')
        .limit(1)
        .offset(keep),
    )
    .execute();
}
