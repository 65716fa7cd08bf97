import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { inGroups } from '../lib/in-groups.ts';

/** Rows that one statement writes. */
const ROWS_AT_ONCE = 200;

interface Marks {
  readonly tags?: number;
  readonly favourite_at?: string | null;
}

/** Gives nodes of the user these marks. */
export async function setMarks(tx: Tx, userId: string, ids: readonly string[], marks: Marks): Promise<void> {
  const groups = inGroups(ids, ROWS_AT_ONCE);
  for (const some of groups) {
    await tx.updateTable('nodes').set(marks).where('id', 'in', some).where('owner_id', '=', userId).execute();
    if (groups.length > 1) await breathe();
  }
}

/** Where a page of tagged nodes ended. */
export interface TaggedAfter {
  readonly sortKey: string;
  readonly id: string;
}

/** A page of the user's tagged nodes, the trash included. */
export function taggedPageQuery(db: Db, userId: string, after: TaggedAfter | null, limit: number) {
  const query = db
    .selectFrom('nodes')
    .select(['id', 'parent_id', 'sort_key', 'tags', 'trashed_at'])
    .where('owner_id', '=', userId)
    .where('tags', '!=', 0)
    .orderBy('sort_key')
    .orderBy('id')
    .limit(limit);
  return after === null
    ? query
    : query.where((eb) => eb(eb.refTuple('sort_key', 'id'), '>', eb.tuple(after.sortKey, after.id)));
}

/** The names that the user gave to tags, by colour. */
export async function readTagNames(db: Db, userId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('tag_names')
    .select(['color', 'name'])
    .where('user_id', '=', userId)
    .execute();
  return new Map(rows.map(({ color, name }) => [color, name]));
}

/** Names a tag of the user; null gives it the name of its colour again. */
export async function writeTagName(
  db: Db,
  userId: string,
  color: string,
  name: string | null,
): Promise<void> {
  if (name === null) {
    await db.deleteFrom('tag_names').where('user_id', '=', userId).where('color', '=', color).execute();
    return;
  }
  await db
    .insertInto('tag_names')
    .values({ user_id: userId, color, name })
    .onConflict((oc) => oc.columns(['user_id', 'color']).doUpdateSet({ name }))
    .execute();
}
