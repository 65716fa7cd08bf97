import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema, Tx } from '../db/schema.ts';
import { viewColumns } from './find.table.ts';
import { walked } from './search.table.ts';

/** When the content of a file became what it is: its owner may have looked at it later, which is nobody's business. */
function changedAt(eb: ExpressionBuilder<Schema, 'nodes'>) {
  const replaced = eb
    .selectFrom('versions')
    .select(({ fn }) => fn.max<string>('versions.replaced_at').as('at'))
    .whereRef('versions.node_id', '=', 'nodes.id');
  return eb.fn.coalesce(replaced, 'nodes.created_at');
}

/** The files that changed last in and below some folders; one row without an id, where there are more than `atMost`. */
export function changedBelowQuery(
  db: Db,
  ownerId: string,
  { limit, ...walk }: { folderIds: readonly string[]; atMost: number; limit: number },
) {
  return walked(db, ownerId, walk)
    .with('found', (q) =>
      q
        .selectFrom('size')
        .crossJoin('walked')
        .crossJoin('nodes')
        .select([...viewColumns, 'nodes.sort_key'])
        .select((eb) => changedAt(eb).as('at'))
        .where('size.many', '<=', walk.atMost)
        .whereRef('nodes.id', '=', 'walked.id')
        .where('nodes.kind', '=', 'file')
        .where('nodes.trashed_at', 'is', null),
    )
    .selectFrom('size')
    .leftJoin('found', (join) => join.onTrue())
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
}

/**
 * The files of a person that were used last, in no order, with when they changed. None that is missing has changed
 * since the oldest of them was used.
 */
export function changedInDriveQuery(db: Db, ownerId: string, limit: number) {
  return db
    .selectFrom('nodes')
    .select([...viewColumns, 'nodes.sort_key'])
    .select((eb) => changedAt(eb).as('at'))
    .where('nodes.owner_id', '=', ownerId)
    .where('nodes.trashed_at', 'is', null)
    .where('nodes.touched_at', 'is not', null)
    .orderBy('nodes.touched_at', 'desc')
    .orderBy('nodes.id', 'desc')
    .limit(limit);
}

/** The files of others that a person looked at last, the newest first. */
export function openedQuery(db: Db, userId: string, limit: number) {
  return db
    .selectFrom('opened')
    .crossJoin('nodes')
    .select([...viewColumns, 'nodes.sort_key', 'nodes.owner_id', 'opened.at'])
    .whereRef('nodes.id', '=', 'opened.node_id')
    .where('opened.user_id', '=', userId)
    .where('nodes.trashed_at', 'is', null)
    .orderBy('opened.at', 'desc')
    .orderBy('opened.node_id', 'desc')
    .limit(limit);
}

/** Notes that a person looked at a file of somebody else, and forgets what they looked at long before. */
export async function noteOpened(
  tx: Tx,
  opened: { readonly userId: string; readonly nodeId: string; readonly at: string; readonly kept: number },
): Promise<void> {
  const { userId, nodeId, at, kept } = opened;
  await tx
    .insertInto('opened')
    .values({ user_id: userId, node_id: nodeId, at })
    .onConflict((conflict) => conflict.columns(['node_id', 'user_id']).doUpdateSet({ at }))
    .execute();
  await tx
    .deleteFrom('opened')
    .where('user_id', '=', userId)
    .where('at', '<', (eb) =>
      eb
        .selectFrom('opened as newer')
        .select('newer.at')
        .where('newer.user_id', '=', userId)
        .orderBy('newer.at', 'desc')
        .limit(1)
        .offset(kept - 1),
    )
    .execute();
}
