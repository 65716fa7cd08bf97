import type { Db, ThumbnailsTable } from '../db/schema.ts';

/** The object that an address shows. */
export interface ShownObject {
  readonly objectId: string;
  readonly key: string;
  readonly size: number;
  readonly mime: string | null;
  readonly name: string;
}

/** What is known of the small picture of an object. */
export type KnownThumbnail = Pick<ThumbnailsTable, 'state'>;

/** Whose a session is, and the hash of its token; undefined when it has ended or they may not go on with it. */
export function findSession(db: Db, sessionId: string, now: string) {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id as userId', 'sessions.id as sessionId', 'sessions.token_hash as tokenHash'])
    .where('sessions.id', '=', sessionId)
    .where('sessions.expires_at', '>', now)
    .where('users.disabled', '=', 0)
    .where('users.must_change_password', '=', 0)
    .executeTakeFirst();
}

const shown = [
  'objects.id as objectId',
  'objects.key',
  'objects.size',
  'nodes.mime',
  'nodes.name',
  'nodes.id as nodeId',
] as const;

/** The present content of a person's file; undefined for what is not theirs or is being deleted for ever. */
export async function findFile(db: Db, userId: string, nodeId: string): Promise<ShownObject | undefined> {
  const row = await db
    .selectFrom('nodes')
    .innerJoin('objects', 'objects.id', 'nodes.object_id')
    .select(shown)
    .where('nodes.id', '=', nodeId)
    .where('nodes.owner_id', '=', userId)
    .where('nodes.kind', '=', 'file')
    .where('objects.state', '=', 'stored')
    .executeTakeFirst();
  return unlessPurged(db, userId, row);
}

/** The file that a version is an earlier content of, whoever it belongs to. */
export async function findNodeOfVersion(db: Db, versionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('versions')
    .select('node_id')
    .where('id', '=', versionId)
    .executeTakeFirst();
  return row?.node_id;
}

/** An earlier content of a person's file, by the version's own id. */
export async function findVersion(
  db: Db,
  userId: string,
  versionId: string,
): Promise<ShownObject | undefined> {
  const row = await versionsOf(db, userId).where('versions.id', '=', versionId).executeTakeFirst();
  return unlessPurged(db, userId, row);
}

/** An earlier content of a person's file, by the file and the content. */
export async function findEarlier(
  db: Db,
  userId: string,
  nodeId: string,
  contentId: string,
): Promise<ShownObject | undefined> {
  const row = await versionsOf(db, userId)
    .where('versions.object_id', '=', contentId)
    .where('versions.node_id', '=', nodeId)
    .executeTakeFirst();
  return unlessPurged(db, userId, row);
}

function versionsOf(db: Db, userId: string) {
  return db
    .selectFrom('versions')
    .innerJoin('nodes', 'nodes.id', 'versions.node_id')
    .innerJoin('objects', 'objects.id', 'versions.object_id')
    .select(shown)
    .where('versions.owner_id', '=', userId)
    .where('nodes.owner_id', '=', userId)
    .where('objects.state', '=', 'stored');
}

/** Leaves out a file that is being deleted for ever, by itself or with a folder above it. */
async function unlessPurged(
  db: Db,
  userId: string,
  row: (ShownObject & { readonly nodeId: string }) | undefined,
): Promise<ShownObject | undefined> {
  if (row === undefined) return undefined;
  const { nodeId, ...object } = row;
  const purged = await purgedAboveQuery(db, userId, nodeId).executeTakeFirst();
  return purged === undefined ? object : undefined;
}

/** A node on the way up that is being deleted for ever; the cross join keeps SQLite from reading all nodes at a step. */
export function purgedAboveQuery(db: Db, userId: string, nodeId: string) {
  return db
    .withRecursive('up', (q) =>
      q
        .selectFrom('nodes')
        .select(['nodes.id', 'nodes.parent_id', 'nodes.purged_at'])
        .where('nodes.id', '=', nodeId)
        .where('nodes.owner_id', '=', userId)
        .union(
          q
            .selectFrom('up')
            .crossJoin('nodes')
            .select(['nodes.id', 'nodes.parent_id', 'nodes.purged_at'])
            .whereRef('nodes.id', '=', 'up.parent_id')
            .where('nodes.owner_id', '=', userId),
        ),
    )
    .selectFrom('up')
    .select('up.id')
    .where('up.purged_at', 'is not', null)
    .limit(1);
}

/** What is known of an object's small picture; undefined when nobody tried to make it. */
export function findThumbnail(db: Db, objectId: string): Promise<KnownThumbnail | undefined> {
  return db.selectFrom('thumbnails').select('state').where('object_id', '=', objectId).executeTakeFirst();
}

/** Notes what became of an object's small picture; false when the object is no longer a file's. */
export async function writeThumbnail(
  db: Db,
  objectId: string,
  thumbnail: Omit<ThumbnailsTable, 'object_id'>,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const object = await tx
      .selectFrom('objects')
      .select('id')
      .where('id', '=', objectId)
      .where('state', '=', 'stored')
      .executeTakeFirst();
    if (object === undefined) return false;
    await tx
      .insertInto('thumbnails')
      .values({ object_id: objectId, ...thumbnail })
      .onConflict((conflict) => conflict.column('object_id').doUpdateSet(thumbnail))
      .execute();
    return true;
  });
}

/** True while an object is a file's, or an earlier content of one. */
export async function isStored(db: Db, objectId: string): Promise<boolean> {
  const row = await db.selectFrom('objects').select('state').where('id', '=', objectId).executeTakeFirst();
  return row?.state === 'stored';
}
