import type { Db, ObjectsTable, Tx } from '../db/schema.ts';

/** An object that no file uses. */
export type Unwanted = Pick<ObjectsTable, 'id' | 'key' | 'size'> & {
  /** Set when a small picture lies beside it. */
  readonly thumbnail: string | null;
};

export type Reservation = Pick<ObjectsTable, 'id' | 'key' | 'owner_id' | 'size'>;

/** A reservation, or what it became. */
export type FoundObject = Pick<ObjectsTable, 'id' | 'key' | 'etag'> & {
  readonly state: 'pending' | 'stored';
};

const PAGE = 200;

/** Reserves keys for uploads: rows that are `pending` until the drive makes them a file. */
export async function reserveObjects(db: Db | Tx, objects: readonly Reservation[]): Promise<void> {
  if (objects.length === 0) return;
  const created_at = new Date().toISOString();
  const rows = objects.map((object) => ({ ...object, etag: null, state: 'pending' as const, created_at }));
  await db.insertInto('objects').values(rows).execute();
}

/** Reservations that can still be used, and files that became of some. */
export async function findObjects(db: Db | Tx, ids: readonly string[]): Promise<FoundObject[]> {
  if (ids.length === 0) return [];
  const found = await db
    .selectFrom('objects')
    .select(['id', 'key', 'etag', 'state'])
    .where('id', 'in', ids)
    .execute();
  return found.flatMap(({ state, ...object }) => (state === 'garbage' ? [] : [{ ...object, state }]));
}

/** Gives objects that never became a file to the sweep. */
export async function discardPending(db: Db | Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('objects')
    .set({ state: 'garbage' })
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .execute();
}

/** Garbage after this id, in order. */
export async function garbageObjects(db: Db, after: string, limit: number): Promise<Unwanted[]> {
  return db
    .selectFrom('objects')
    .leftJoin('thumbnails', (join) =>
      join.onRef('thumbnails.object_id', '=', 'objects.id').on('thumbnails.state', '=', 'ready'),
    )
    .select(['objects.id', 'objects.key', 'objects.size', 'thumbnails.object_id as thumbnail'])
    .where('objects.state', '=', 'garbage')
    .where('objects.id', '>', after)
    .orderBy('objects.id')
    .limit(limit)
    .execute();
}

/** Gives what was reserved before a time, for an upload that no longer exists, to the sweep. */
export async function discardForsaken(db: Db, reservedBefore: string): Promise<void> {
  let after = '';
  for (;;) {
    const old = await db
      .selectFrom('objects')
      .select('id')
      .where('state', '=', 'pending')
      .where('created_at', '<', reservedBefore)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const last = old.at(-1);
    if (last === undefined) return;
    const ids = old.map(({ id }) => id);
    const wanted = await db
      .selectFrom('transfers')
      .select('object_id')
      .where('object_id', 'in', ids)
      .where('status', 'not in', ['done', 'cancelled'])
      .execute();
    const fromBrowsers = await db
      .selectFrom('web_uploads')
      .select('object_id')
      .where('object_id', 'in', ids)
      .execute();
    const kept = new Set([...wanted, ...fromBrowsers].map(({ object_id }) => object_id));
    await discardPending(
      db,
      ids.filter((id) => !kept.has(id)),
    );
    after = last.id;
  }
}

/** Forgets objects that are no longer in the store, unless they became wanted meanwhile. */
export async function forgetObjects(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('objects').where('id', 'in', ids).where('state', '!=', 'stored').execute();
}
