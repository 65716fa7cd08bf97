import type { Selectable } from 'kysely';
import type { Db, Tx, WebUploadsTable } from '../db/schema.ts';
import type { UploadBy } from './uploads.ts';

export type UploadRow = Selectable<WebUploadsTable>;

/** What tells whether a file is the one that broke off. */
export type SameFile = Pick<UploadRow, 'folder_id' | 'name' | 'size' | 'modified_at'>;

/** Whose upload: a person's own, or a stranger's browser at one share. */
type By = Pick<UploadBy, 'personId' | 'shareId' | 'visitor'>;

export async function insertUpload(tx: Tx, row: UploadRow): Promise<void> {
  await tx.insertInto('web_uploads').values(row).execute();
}

function ofQuery(db: Db | Tx, { personId, shareId, visitor }: By) {
  const all = db.selectFrom('web_uploads').selectAll();
  if (personId !== null && shareId === null)
    return all.where('person_id', '=', personId).where('share_id', 'is', null);
  return all.where('share_id', '=', shareId ?? '').where('visitor', '=', visitor ?? '');
}

/** The newest upload of this very file by the same, if one is under way. */
export async function findSame(
  db: Db,
  by: By,
  ownerId: string,
  file: SameFile,
): Promise<UploadRow | undefined> {
  return ofQuery(db, by)
    .where('owner_id', '=', ownerId)
    .where('folder_id', '=', file.folder_id)
    .where('name', '=', file.name)
    .where('size', '=', file.size)
    .where('modified_at', '=', file.modified_at)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findOwn(db: Db, by: By, id: string): Promise<UploadRow | undefined> {
  return ofQuery(db, by).where('id', '=', id).executeTakeFirst();
}

/** The newest uploads of a person that may be gone on with. */
export async function findUnfinished(
  db: Db,
  personId: string,
  usedAfter: string,
  limit: number,
): Promise<UploadRow[]> {
  return ofQuery(db, { personId, shareId: null, visitor: null })
    .where('used_at', '>', usedAfter)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/**
 * An upload that parts may still come to: its object is no file, whoever sends it and whoever gets it may still come in,
 * and its share is open.
 */
export async function findForPart(
  db: Db,
  id: string,
  key: string,
  now: string,
): Promise<UploadRow | undefined> {
  return db
    .selectFrom('web_uploads')
    .innerJoin('objects', 'objects.id', 'web_uploads.object_id')
    .innerJoin('users as owner', 'owner.id', 'web_uploads.owner_id')
    .leftJoin('users', 'users.id', 'web_uploads.person_id')
    .leftJoin('shares', 'shares.id', 'web_uploads.share_id')
    .selectAll('web_uploads')
    .where('web_uploads.id', '=', id)
    .where('web_uploads.key', '=', key)
    .where('objects.key', '=', key)
    .where('objects.state', '=', 'pending')
    .where('owner.disabled', '=', 0)
    .where((eb) => eb.or([eb('web_uploads.person_id', 'is', null), eb('users.disabled', '=', 0)]))
    .where((eb) =>
      eb.or([
        eb('web_uploads.share_id', 'is', null),
        eb.and([
          eb('shares.paused', '=', 0),
          eb('shares.revoked_at', 'is', null),
          eb.or([eb('shares.expires_at', 'is', null), eb('shares.expires_at', '>', now)]),
        ]),
      ]),
    )
    .executeTakeFirst();
}

/** Keeps the store's id of an upload; null when it is begun anew. */
export async function setMultipart(db: Db, id: string, multipartId: string | null): Promise<void> {
  await db.updateTable('web_uploads').set({ multipart_id: multipartId }).where('id', '=', id).execute();
}

/** Notes that an upload was gone on with: later than its beginning, also where that is this very moment. */
export async function touchUpload(
  db: Db,
  { id, created_at: createdAt }: Pick<UploadRow, 'id' | 'created_at'>,
  now: Date,
): Promise<void> {
  const at = new Date(Math.max(now.getTime(), Date.parse(createdAt) + 1)).toISOString();
  await db.updateTable('web_uploads').set({ used_at: at }).where('id', '=', id).execute();
}

export async function deleteUpload(db: Db | Tx, id: string): Promise<void> {
  await db.deleteFrom('web_uploads').where('id', '=', id).execute();
}

/**
 * Uploads that nobody went on with since a time: a later one for strangers than for people with accounts, and a later one
 * still for what strangers began and sent nothing of.
 */
export async function findForsaken(
  db: Db,
  usedBefore: { readonly people: string; readonly strangers: string; readonly unsent: string },
  limit: number,
): Promise<UploadRow[]> {
  return db
    .selectFrom('web_uploads')
    .selectAll()
    .where('used_at', '<', usedBefore.unsent)
    .where((eb) =>
      eb.or([
        eb('used_at', '<', usedBefore.people),
        eb.and([
          eb('person_id', 'is', null),
          eb.or([eb('used_at', '<', usedBefore.strangers), eb('used_at', '=', eb.ref('created_at'))]),
        ]),
      ]),
    )
    .orderBy('used_at')
    .limit(limit)
    .execute();
}

/** Moves uploads to the ended ones, inside the transaction that makes them files. */
export async function endUploads(tx: Tx, ids: readonly string[], endedAt: string): Promise<void> {
  const rows = await tx.selectFrom('web_uploads').selectAll().where('id', 'in', ids).execute();
  if (rows.length === 0) return;
  const ended = rows.map(({ id, owner_id, object_id, ...row }) => ({
    id,
    owner_id,
    object_id,
    sender: senderOf({ personId: row.person_id, shareId: row.share_id, visitor: row.visitor }),
    ended_at: endedAt,
  }));
  await tx
    .insertInto('ended_uploads')
    .values(ended)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await tx.deleteFrom('web_uploads').where('id', 'in', ids).execute();
}

/** What an upload of the same sender became. */
export async function findEnded(
  db: Db,
  by: By,
  id: string,
): Promise<{ owner_id: string; object_id: string } | undefined> {
  return db
    .selectFrom('ended_uploads')
    .select(['owner_id', 'object_id'])
    .where('id', '=', id)
    .where('sender', '=', senderOf(by))
    .executeTakeFirst();
}

export async function forgetEnded(db: Db, endedBefore: string): Promise<void> {
  await db.deleteFrom('ended_uploads').where('ended_at', '<', endedBefore).execute();
}

/** What the file of a content is called, in the transaction that makes it. */
export async function nameOfContent(tx: Tx, objectId: string): Promise<string | undefined> {
  const file = await tx
    .selectFrom('nodes')
    .select('name')
    .where('object_id', '=', objectId)
    .executeTakeFirst();
  return file?.name;
}

function senderOf({ personId, shareId, visitor }: By): string {
  return shareId === null ? `person ${personId ?? ''}` : `share ${shareId} ${visitor ?? ''}`;
}

/** Bytes that a person has under way to a drive since a time, and that are not yet files. */
export async function sumOfPerson(
  db: Db,
  { personId, ownerId, since }: { personId: string; ownerId: string; since: string },
): Promise<number> {
  const sums = await db
    .selectFrom('web_uploads')
    .select(({ fn }) => fn.sum<number | null>('size').as('bytes'))
    .where('person_id', '=', personId)
    .where('owner_id', '=', ownerId)
    .where('used_at', '>', since)
    .executeTakeFirst();
  return sums?.bytes ?? 0;
}

/** Bytes and number of files that are reserved for a share and not yet files. */
export async function sumReserved(db: Db, shareId: string): Promise<{ files: number; bytes: number }> {
  const sums = await db
    .selectFrom('web_uploads')
    .select(({ fn }) => [fn.countAll<number>().as('files'), fn.sum<number | null>('size').as('bytes')])
    .where('share_id', '=', shareId)
    .executeTakeFirst();
  return { files: sums?.files ?? 0, bytes: sums?.bytes ?? 0 };
}
