import type { Insertable, Selectable } from 'kysely';
import { breathe } from '../lib/breathe.ts';
import type { Db, SharesTable, Tx } from '../db/schema.ts';

/** A row of `shares` as read. */
export type ShareRow = Selectable<SharesTable>;
/** What may be changed of a share. */
export type ShareChange = Partial<Omit<ShareRow, 'id' | 'owner_id' | 'kind' | 'token_hash'>>;

/** A share with what strangers may know of its owner. */
export interface FoundShare extends ShareRow {
  readonly ownerName: string;
  readonly ownerDisabled: number;
}

const ITEMS_AT_ONCE = 400;

/** Writes a share and what it gives. */
export async function insertShare(
  tx: Tx,
  row: Insertable<SharesTable>,
  nodeIds: readonly string[],
): Promise<void> {
  await tx.insertInto('shares').values(row).execute();
  for (let from = 0; from < nodeIds.length; from += ITEMS_AT_ONCE) {
    const some = nodeIds.slice(from, from + ITEMS_AT_ONCE);
    const items = some.map((nodeId) => ({ share_id: row.id, node_id: nodeId }));
    await tx.insertInto('share_items').values(items).execute();
    if (nodeIds.length > ITEMS_AT_ONCE) await breathe();
  }
}

/** The share of a token's hash, whoever asks. */
export function byHashQuery(db: Db | Tx, tokenHash: string) {
  return withOwner(db).where('shares.token_hash', '=', tokenHash);
}

/** A share, whoever asks. */
export function byIdQuery(db: Db | Tx, id: string) {
  return withOwner(db).where('shares.id', '=', id);
}

function withOwner(db: Db | Tx) {
  return db
    .selectFrom('shares')
    .innerJoin('users', 'users.id', 'shares.owner_id')
    .selectAll('shares')
    .select(['users.name as ownerName', 'users.disabled as ownerDisabled']);
}

/** A share of this person. */
export function findOwn(db: Db | Tx, ownerId: string, id: string): Promise<ShareRow | undefined> {
  return db
    .selectFrom('shares')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
}

/** A person's shares, the newest first, behind `before`. */
export function pageQuery(db: Db, ownerId: string, page: { before: string | null; limit: number }) {
  const query = db
    .selectFrom('shares')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('id', 'desc')
    .limit(page.limit);
  return page.before === null ? query : query.where('id', '<', page.before);
}

/** A person's shares that name this very entry, the newest first. */
export function ofNodeQuery(db: Db, ownerId: string, nodeId: string) {
  return db
    .selectFrom('share_items')
    .innerJoin('shares', 'shares.id', 'share_items.share_id')
    .selectAll('shares')
    .where('share_items.node_id', '=', nodeId)
    .where('shares.owner_id', '=', ownerId)
    .orderBy('shares.id', 'desc');
}

/** How many entries each of these shares names. */
export async function countItems(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('share_items')
    .select(({ fn }) => ['share_id', fn.countAll<number>().as('count')])
    .where('share_id', 'in', ids)
    .groupBy('share_id')
    .execute();
  return new Map(rows.map(({ share_id: id, count }) => [id, count]));
}

/** Changes a share. */
export async function updateShare(tx: Db | Tx, id: string, change: ShareChange): Promise<void> {
  await tx.updateTable('shares').set(change).where('id', '=', id).execute();
}

/** Forgets a share, with all that belongs to it. */
export async function deleteShare(tx: Db | Tx, id: string): Promise<void> {
  await tx.deleteFrom('shares').where('id', '=', id).execute();
}
