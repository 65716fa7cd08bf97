import { sql } from 'kysely';
import type { Db, Tx } from '../db/schema.ts';

/** An object as the database knows it, and whether anything uses it. */
export interface KnownObject {
  readonly id: string;
  readonly key: string;
  readonly owner_id: string;
  readonly size: number;
  readonly etag: string | null;
  readonly state: 'pending' | 'stored' | 'garbage';
  readonly created_at: string;
  /** 1: a file or an earlier content of one is made of it. */
  readonly used: number;
  /** 1: a small picture of it is noted. */
  readonly pictured: number;
}

function known(db: Db | Tx) {
  return db
    .selectFrom('objects')
    .select(['id', 'key', 'owner_id', 'size', 'etag', 'state', 'created_at'])
    .select([
      sql<number>`(exists (select 1 from nodes where nodes.object_id = objects.id)
        or exists (select 1 from versions where versions.object_id = objects.id))`.as('used'),
      sql<number>`exists (select 1 from thumbnails
        where thumbnails.object_id = objects.id and thumbnails.state = 'ready')`.as('pictured'),
    ]);
}

/** A page of all objects in the order of their keys. */
export function objectsAfter(db: Db, key: string, limit: number): Promise<KnownObject[]> {
  return known(db).where('key', '>', key).orderBy('key').limit(limit).execute();
}

export function objectByKey(db: Db | Tx, key: string): Promise<KnownObject | undefined> {
  return known(db).where('key', '=', key).executeTakeFirst();
}

export async function isKnownId(db: Db | Tx, id: string): Promise<boolean> {
  const row = await db.selectFrom('objects').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Who uses an object, the first few: files, and files of which it is an earlier content. */
export async function usesOf(db: Db, objectId: string, limit = 20) {
  const files = db
    .selectFrom('nodes')
    .select(['name', 'owner_id'])
    .where('object_id', '=', objectId)
    .where('purged_at', 'is', null);
  const versions = db
    .selectFrom('versions')
    .innerJoin('nodes', 'nodes.id', 'versions.node_id')
    .select(['nodes.name', 'nodes.owner_id'])
    .where('versions.object_id', '=', objectId)
    .where('nodes.purged_at', 'is', null);
  return [...(await files.limit(limit).execute()), ...(await versions.limit(limit).execute())];
}

/** Whether an upload that has not ended holds this reservation. */
export async function isUnderWay(db: Db | Tx, objectId: string): Promise<boolean> {
  const row = await db
    .selectFrom('transfers')
    .select('id')
    .where('object_id', '=', objectId)
    .where('status', 'not in', ['done', 'cancelled'])
    .executeTakeFirst();
  return row !== undefined;
}

/** Leaves an object that nothing uses to the sweep. */
export async function giveToSweep(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('objects').set({ state: 'garbage' }).where('id', '=', id).execute();
}

/** Notes an object that nobody knows, for the sweep. */
export async function insertGarbage(
  tx: Tx,
  object: { id: string; key: string; size: number; etag: string },
  now: string,
): Promise<void> {
  await tx
    .insertInto('objects')
    .values({ ...object, owner_id: '', state: 'garbage', created_at: now })
    .execute();
}

/** Takes an object that is used back from the sweep. */
export async function keepObject(tx: Tx, id: string, is: { size: number; etag: string }): Promise<void> {
  await tx
    .updateTable('objects')
    .set({ ...is, state: 'stored' })
    .where('id', '=', id)
    .execute();
}

export async function forgetPicture(tx: Tx, objectId: string): Promise<void> {
  await tx.deleteFrom('thumbnails').where('object_id', '=', objectId).execute();
}

/** Makes an object's row one of a stored object of this person, new or known. */
export async function writeStored(
  tx: Tx,
  object: { id: string; key: string; owner_id: string; size: number; etag: string; created_at: string },
): Promise<void> {
  const { id: _id, key: _key, created_at: _at, ...change } = object;
  await tx
    .insertInto('objects')
    .values({ ...object, state: 'stored' })
    .onConflict((c) => c.column('key').doUpdateSet({ ...change, state: 'stored' }))
    .execute();
}
