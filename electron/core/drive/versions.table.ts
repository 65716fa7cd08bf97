import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Db, Schema, Tx, VersionsTable } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';

/** An earlier content as read. */
export type VersionRow = Selectable<VersionsTable>;

/** The earlier contents of a file of the user, newest first. */
export function versionsOf(db: Db | Tx, userId: string, nodeId: string): Promise<VersionRow[]> {
  return db
    .selectFrom('versions')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('owner_id', '=', userId)
    .orderBy('replaced_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** One earlier content of a file of the user. */
export function findVersion(
  db: Db | Tx,
  userId: string,
  nodeId: string,
  versionId: string,
): Promise<VersionRow | undefined> {
  return db
    .selectFrom('versions')
    .selectAll()
    .where('id', '=', versionId)
    .where('node_id', '=', nodeId)
    .where('owner_id', '=', userId)
    .executeTakeFirst();
}

/** Those of these earlier contents that belong to a file of the user. */
export async function versionsById(
  db: Db | Tx,
  userId: string,
  nodeId: string,
  versionIds: readonly string[],
): Promise<VersionRow[]> {
  const found: VersionRow[] = [];
  for (const some of inGroups(versionIds)) {
    const rows = await db
      .selectFrom('versions')
      .selectAll()
      .where('id', 'in', some)
      .where('node_id', '=', nodeId)
      .where('owner_id', '=', userId)
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Deletes a row, because its content has another place now. */
export async function forgetVersion(tx: Tx, versionId: string): Promise<void> {
  await tx.deleteFrom('versions').where('id', '=', versionId).execute();
}

/** Some of the earlier contents of these files. */
export function someVersionsOf(tx: Tx, nodeIds: readonly string[], limit: number): Promise<VersionRow[]> {
  return tx
    .selectFrom('versions')
    .selectAll()
    .where('node_id', 'in', nodeIds)
    .orderBy('node_id')
    .limit(limit)
    .execute();
}

/** Some of the earlier contents of all of a user's files, live or not. */
export function ownVersionsQuery(db: Db | Tx, userId: string, limit: number) {
  return db.selectFrom('versions').selectAll().where('owner_id', '=', userId).limit(limit);
}

/** The earlier contents of a file beyond the newest `keep`, at most `limit` of them. */
export function versionsBeyond(tx: Tx, nodeId: string, keep: number, limit: number): Promise<VersionRow[]> {
  return tx
    .selectFrom('versions')
    .selectAll()
    .where('node_id', '=', nodeId)
    .orderBy('replaced_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(keep)
    .execute();
}

/** Some of the contents that were replaced before a time, oldest first. */
export function versionsBeforeQuery(db: Db | Tx, replacedBefore: string, limit: number) {
  return db
    .selectFrom('versions')
    .selectAll()
    .where('replaced_at', '<', replacedBefore)
    .orderBy('replaced_at')
    .orderBy('id')
    .limit(limit);
}

/** How many earlier contents the next files after this id have; the limit also bounds the work. */
export function versionCountsQuery(db: Db | Tx, after: string, limit: number) {
  return db
    .selectFrom('versions')
    .select(({ fn }) => ['node_id as nodeId', fn.countAll<number>().as('count')])
    .where('node_id', '>', after)
    .groupBy('node_id')
    .orderBy('node_id')
    .limit(limit);
}

export async function insertVersion(tx: Tx, version: VersionRow): Promise<void> {
  await tx.insertInto('versions').values(version).execute();
}

/** Gives a file another content; what its name says of it stays. */
export async function setContent(
  tx: Tx,
  nodeId: string,
  content: { object_id: string; size: number; modified_at: string; touched_at: string },
): Promise<void> {
  await tx.updateTable('nodes').set(content).where('id', '=', nodeId).execute();
}

/** Deletes rows of earlier contents, and leaves objects that nothing else refers to for the sweep. */
export async function deleteVersions(tx: Tx, versions: readonly VersionRow[]): Promise<void> {
  for (const some of inGroups(versions)) {
    await tx
      .deleteFrom('versions')
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .execute();
    await releaseObjects(
      tx,
      some.map(({ object_id: id }) => id),
    );
  }
}

/** Leaves those of these objects that neither a file nor an earlier content refers to for the sweep. At most 500. */
export async function releaseObjects(tx: Tx, objectIds: readonly string[]): Promise<void> {
  if (objectIds.length === 0) return;
  await tx
    .updateTable('objects')
    .set({ state: 'garbage' })
    .where('id', 'in', objectIds)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('nodes').select('nodes.id').whereRef('nodes.object_id', '=', 'objects.id')),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('versions').select('versions.id').whereRef('versions.object_id', '=', 'objects.id'),
        ),
      ),
    )
    .execute();
}

/** Adds to (or, with negative numbers, takes from) the earlier contents that a user stores, and the bytes in use. */
export async function addVersions(
  tx: Tx,
  userId: string,
  change: { usedBytes: number; versionBytes: number; versions: number },
): Promise<void> {
  type Counted = 'used_bytes' | 'version_bytes' | 'version_count';
  const plus = (eb: ExpressionBuilder<Schema, 'users'>, column: Counted, by: number) => eb(column, '+', by);
  await tx
    .updateTable('users')
    .set((eb) => ({
      used_bytes: plus(eb, 'used_bytes', change.usedBytes),
      version_bytes: plus(eb, 'version_bytes', change.versionBytes),
      version_count: plus(eb, 'version_count', change.versions),
    }))
    .where('id', '=', userId)
    .execute();
}

/** How long things are kept, in days; null is for ever, or all. */
interface Kept {
  readonly trashDays: number | null;
  readonly versionDays: number | null;
  readonly versionCount: number | null;
}

/** What holds before the cloud has been named. */
const DEFAULTS: Kept = { trashDays: 30, versionDays: 30, versionCount: 20 };

export async function readRetention(db: Db | Tx): Promise<Kept> {
  const kept = await db
    .selectFrom('cloud')
    .select(['trash_days as trashDays', 'version_days as versionDays', 'version_count as versionCount'])
    .executeTakeFirst();
  return kept ?? DEFAULTS;
}

export async function writeRetention(db: Db | Tx, kept: Kept): Promise<void> {
  await db
    .updateTable('cloud')
    .set({ trash_days: kept.trashDays, version_days: kept.versionDays, version_count: kept.versionCount })
    .execute();
}
