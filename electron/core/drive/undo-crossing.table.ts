import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/**
 * How a folder and its copy differ: how many live entries each has in and below it, itself included, and how many of the
 * original have none in the copy of the same place, name, kind and content. The cross join keeps SQLite from going
 * through all nodes at each step.
 */
export function differenceQuery(db: Db, originalId: string, copyId: string) {
  return db
    .withRecursive('pair', (q) =>
      q
        .selectFrom('nodes as original')
        .innerJoin('nodes as copy', (join) => join.on('copy.id', '=', copyId))
        .select(['original.id as original', 'copy.id as copy'])
        .where('original.id', '=', originalId)
        .unionAll(
          q
            .selectFrom('pair')
            .crossJoin('nodes as original')
            .leftJoin('nodes as copy', (join) =>
              join
                .onRef('copy.parent_id', '=', 'pair.copy')
                .onRef('copy.name_key', '=', 'original.name_key')
                .on('copy.trashed_at', 'is', null)
                .onRef('copy.name', '=', 'original.name')
                .onRef('copy.kind', '=', 'original.kind')
                .on(sql<boolean>`coalesce(copy.object_id, '') = coalesce(original.object_id, '')`),
            )
            .select(['original.id as original', 'copy.id as copy'])
            .whereRef('original.parent_id', '=', 'pair.original')
            .where('original.trashed_at', 'is', null)
            .where('pair.copy', 'is not', null)
            .$castTo<{ original: string; copy: string }>(),
        ),
    )
    .withRecursive('copied', (q) =>
      q
        .selectFrom('nodes')
        .select('nodes.id')
        .where('nodes.id', '=', copyId)
        .where('nodes.trashed_at', 'is', null)
        .unionAll(
          q
            .selectFrom('copied')
            .crossJoin('nodes')
            .select('nodes.id')
            .whereRef('nodes.parent_id', '=', 'copied.id')
            .where('nodes.trashed_at', 'is', null),
        ),
    )
    .selectFrom('pair')
    .select((eb) => [
      eb.fn.countAll<number>().as('originals'),
      eb.fn.count<number>('pair.copy').as('found'),
      eb
        .selectFrom('copied')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('copies'),
    ]);
}
