import { sql } from 'kysely';
import type { Aside } from '../db/aside.ts';
import type { Db, Tx } from '../db/schema.ts';

/** How far the sums kept of a person are from what they store; 0 each when right. */
export interface SumsOff {
  readonly bytes: number;
  readonly files: number;
  readonly versionBytes: number;
  readonly versionCount: number;
}

/** How much there is to look at. */
export async function countAll(
  aside: Aside,
  db: Db,
  signal: AbortSignal,
): Promise<{ objects: number; entries: number }> {
  const count = (table: 'objects' | 'nodes') =>
    aside.all(
      db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count')),
      signal,
    );
  const [objects, entries] = await Promise.all([count('objects'), count('nodes')]);
  return { objects: objects[0]?.count ?? 0, entries: entries[0]?.count ?? 0 };
}

/** People in the order of their ids. */
export function peopleAfter(db: Db, id: string, limit: number) {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'root_id'])
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Compares in one statement, so that nothing can change between the two sides. */
export async function sumsOff(
  aside: Aside,
  db: Db,
  userId: string,
  signal: AbortSignal,
): Promise<SumsOff | undefined> {
  const files = sql`(select coalesce(sum(size), 0) from nodes where owner_id = users.id and kind = 'file')`;
  const count = sql`(select count(*) from nodes where owner_id = users.id and kind = 'file')`;
  const versions = sql`(select coalesce(sum(size), 0) from versions where owner_id = users.id)`;
  const versionCount = sql`(select count(*) from versions where owner_id = users.id)`;
  const rows = await aside.all(
    db
      .selectFrom('users')
      .select([
        sql<number>`${files} + ${versions} - used_bytes`.as('bytes'),
        sql<number>`${count} - file_count`.as('files'),
        sql<number>`${versions} - version_bytes`.as('versionBytes'),
        sql<number>`${versionCount} - version_count`.as('versionCount'),
      ])
      .where('id', '=', userId),
    signal,
  );
  return rows[0];
}

/** Adds to what is kept of a person; a change meanwhile by somebody else stays counted. */
export async function addSums(tx: Tx, userId: string, off: SumsOff): Promise<void> {
  await tx
    .updateTable('users')
    .set((eb) => ({
      used_bytes: eb('used_bytes', '+', off.bytes),
      file_count: eb('file_count', '+', off.files),
      version_bytes: eb('version_bytes', '+', off.versionBytes),
      version_count: eb('version_count', '+', off.versionCount),
    }))
    .where('id', '=', userId)
    .execute();
}

/** The top folder of a person; undefined when there is no such person. */
export async function rootOf(db: Db | Tx, userId: string): Promise<string | undefined> {
  const row = await db.selectFrom('users').select('root_id').where('id', '=', userId).executeTakeFirst();
  return row?.root_id;
}

/** The owner of the cloud. */
export function cloudOwner(db: Db | Tx) {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'root_id'])
    .where('role', '=', 'owner')
    .orderBy('id')
    .executeTakeFirst();
}
