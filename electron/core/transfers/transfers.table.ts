import { sql } from 'kysely';
import type { Db, TransfersTable, Tx } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';

export type TransferRow = TransfersTable;
type Status = TransfersTable['status'];
type Direction = TransfersTable['direction'];

export async function insertTransfers(tx: Db | Tx, rows: readonly TransferRow[]): Promise<void> {
  // SQLite takes 32,766 values in a statement; a row has 20.
  for (const some of inGroups(rows, 250)) await tx.insertInto('transfers').values(some).execute();
}

export async function updateTransfer(tx: Db | Tx, id: string, change: Partial<TransferRow>): Promise<void> {
  await tx.updateTable('transfers').set(change).where('id', '=', id).execute();
}

/** Gives each upload the object reserved for it, in one statement. */
export async function assignObjects(
  tx: Tx,
  pairs: readonly { readonly id: string; readonly objectId: string }[],
): Promise<void> {
  const cases = pairs.map(({ id, objectId }) => sql`when ${id} then ${objectId}`);
  await tx
    .updateTable('transfers')
    .set({ object_id: sql<string>`case id ${sql.join(cases, sql` `)} end`, multipart: null })
    .where(
      'id',
      'in',
      pairs.map(({ id }) => id),
    )
    .execute();
}

/** The same change for many. */
export async function updateTransfers(
  tx: Db | Tx,
  ids: readonly string[],
  change: Partial<TransferRow>,
): Promise<void> {
  for (const some of inGroups(ids))
    await tx.updateTable('transfers').set(change).where('id', 'in', some).execute();
}

export async function deleteTransfers(tx: Db | Tx, ids: readonly string[]): Promise<void> {
  for (const some of inGroups(ids)) await tx.deleteFrom('transfers').where('id', 'in', some).execute();
}

function makeDone(db: Db | Tx) {
  return db.updateTable('transfers').set((row) => ({
    status: 'done' as const,
    done_bytes: row.ref('total_bytes'),
    multipart: null,
    failure: null,
  }));
}

/** Marks many as done at once. */
export async function finishTransfers(tx: Tx, ids: readonly string[], finished_at: string): Promise<void> {
  for (const some of inGroups(ids)) await makeDone(tx).set({ finished_at }).where('id', 'in', some).execute();
}

/**
 * Notes that these uploads are files, though they still stand as waiting: {@link finishTransfers} comes a moment later.
 * What was made is not made again then, even where the file was deleted before a crash.
 */
export async function noteCommitted(tx: Tx, ids: readonly string[]): Promise<void> {
  await updateTransfers(tx, ids, { finished_at: new Date().toISOString() });
}

/** Transfers of one person and kind that wait, after an id, in order; folders not read yet are left out. */
export function nextWaiting(
  db: Db,
  lane: { userId: string; direction: Direction; big: boolean; border: number },
  after: string,
  limit: number,
): Promise<TransferRow[]> {
  return db
    .selectFrom('transfers')
    .selectAll()
    .where('user_id', '=', lane.userId)
    .where('status', '=', 'waiting')
    .where('id', '>', after)
    .where('direction', '=', lane.direction)
    .where('total_bytes', lane.big ? '>' : '<=', lane.border)
    .where('source_mtime', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Puts what was under way when the app ended back in line, ends what was committed, and names the people who have anything waiting. */
export async function recoverTransfers(db: Db): Promise<string[]> {
  await db
    .updateTable('transfers')
    .set({ status: 'waiting' })
    .where('status', 'in', ['running', 'retrying'])
    .execute();
  await makeDone(db).where('status', '=', 'waiting').where('finished_at', 'is not', null).execute();
  const people = await db
    .selectFrom('transfers')
    .select('user_id')
    .distinct()
    .where('status', '=', 'waiting')
    .execute();
  return people.map(({ user_id }) => user_id);
}

/** What was chosen and waits to be read, oldest first. */
export function unreadRoots(db: Db, userId: string): Promise<TransferRow[]> {
  return db
    .selectFrom('transfers')
    .selectAll()
    .where('user_id', '=', userId)
    .where('status', '=', 'waiting')
    .where('source_mtime', 'is', null)
    .orderBy('id')
    .execute();
}

/** Which of these (of one batch, where one is named) belong to the person and are in one of the states, by id. */
export async function selectTransfers(
  db: Db,
  userId: string,
  ids: readonly string[] | null,
  statuses: readonly Status[],
  page: { after: string; limit: number; batchId?: string | undefined },
): Promise<TransferRow[]> {
  let query = db
    .selectFrom('transfers')
    .selectAll()
    .where('user_id', '=', userId)
    .where('status', 'in', statuses)
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit);
  if (ids !== null) query = query.where('id', 'in', ids);
  if (page.batchId !== undefined) query = query.where('batch_id', '=', page.batchId);
  return query.execute();
}

/** How many of these ids are transfers of the person. */
export async function countOwned(db: Db, userId: string, ids: readonly string[]): Promise<number> {
  let count = 0;
  for (const some of inGroups(ids)) {
    const { found } = await db
      .selectFrom('transfers')
      .select((row) => row.fn.countAll<number>().as('found'))
      .where('user_id', '=', userId)
      .where('id', 'in', some)
      .executeTakeFirstOrThrow();
    count += found;
  }
  return count;
}

/** Counts and bytes of a person's transfers by status. */
export async function sumTransfers(
  db: Db,
  userId: string,
): Promise<{ status: Status; count: number; totalBytes: number; doneBytes: number }[]> {
  const sums = await db
    .selectFrom('transfers')
    .select((row) => [
      'status',
      row.fn.countAll<number>().as('count'),
      row.fn.sum<number>('total_bytes').as('total'),
      row.fn.sum<number>('done_bytes').as('done'),
    ])
    .where('user_id', '=', userId)
    .groupBy('status')
    .execute();
  return sums.map(({ status, count, total, done }) => ({
    status,
    count,
    totalBytes: total,
    doneBytes: done,
  }));
}

/** Bytes that a person's uploads in line have still to store. */
export async function remainingUploadBytes(db: Db, userId: string): Promise<number> {
  const { total } = await db
    .selectFrom('transfers')
    .select((row) => row.fn.sum<number | null>('total_bytes').as('total'))
    .where('user_id', '=', userId)
    .where('direction', '=', 'upload')
    .where('status', 'in', ['waiting', 'asking', 'paused'])
    .executeTakeFirstOrThrow();
  return total ?? 0;
}

/** Some transfers of a status as a list shows them: next in line, or newest first. */
export function listTransfers(
  db: Db,
  userId: string,
  status: Status,
  { newestFirst, limit }: { newestFirst: boolean; limit: number },
): Promise<TransferRow[]> {
  return db
    .selectFrom('transfers')
    .selectAll()
    .where('user_id', '=', userId)
    .where('status', '=', status)
    .orderBy('id', newestFirst ? 'desc' : 'asc')
    .limit(limit)
    .execute();
}

/** Source paths (uploads) or file ids (downloads) that a batch already holds, for reading it again. */
export async function knownInBatch(db: Db, batchId: string, userId: string): Promise<TransferRow[]> {
  return db
    .selectFrom('transfers')
    .selectAll()
    .where('user_id', '=', userId)
    .where('batch_id', '=', batchId)
    .where('source_mtime', 'is not', null)
    .execute();
}

/** Paths of files made for uploads that have not ended. */
export async function temporaryPaths(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('transfers')
    .select('path')
    .where('temporary', '=', 1)
    .where('status', 'not in', ['done', 'cancelled'])
    .execute();
  return new Set(rows.map(({ path }) => path));
}
