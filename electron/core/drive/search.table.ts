import { sql, type ExpressionBuilder } from 'kysely';
import type { FileType } from '../../contract/drive.ts';
import type { Db, Schema } from '../db/schema.ts';
import { viewColumns } from './find.table.ts';

/** What an entry has to be beside its name. */
export interface Filters {
  readonly userId: string;
  readonly kind: 'folder' | 'file' | null;
  readonly types: readonly FileType[];
  /** One bit for each tag that it must carry. */
  readonly tags: number;
  readonly minimumBytes: number | null;
  readonly maximumBytes: number | null;
  readonly modifiedFrom: string | null;
  readonly modifiedTo: string | null;
}

/** Where a page ended, in the order of the time of change, newest first. */
export type Changed = readonly [modifiedAt: string, id: string];

function passes(eb: ExpressionBuilder<Schema, 'nodes'>, filters: Filters) {
  const all = [
    eb('nodes.owner_id', '=', filters.userId),
    eb('nodes.trashed_at', 'is', null),
    eb('nodes.parent_id', 'is not', null),
  ];
  // A folder has no type and no size.
  const bySize = filters.minimumBytes !== null || filters.maximumBytes !== null;
  const kind = bySize ? 'file' : null;
  if (filters.kind !== null) all.push(eb('nodes.kind', '=', filters.kind));
  if (kind !== null) all.push(eb('nodes.kind', '=', kind));
  if (filters.types.length > 0) all.push(eb('nodes.type', 'in', filters.types));
  if (filters.tags !== 0)
    all.push(eb('nodes.tags', '!=', 0), eb(sql`nodes.tags & ${filters.tags}`, '=', filters.tags));
  if (filters.minimumBytes !== null) all.push(eb('nodes.size', '>=', filters.minimumBytes));
  if (filters.maximumBytes !== null) all.push(eb('nodes.size', '<=', filters.maximumBytes));
  if (filters.modifiedFrom !== null) all.push(eb('nodes.modified_at', '>=', filters.modifiedFrom));
  if (filters.modifiedTo !== null) all.push(eb('nodes.modified_at', '<=', filters.modifiedTo));
  return eb.and(all);
}

export interface NameWindow {
  readonly filters: Filters;
  /** The question for the index. */
  readonly match: string;
  /** What the names also hold, letter by letter. */
  readonly holding: readonly string[];
  /** Only numbers below this one. */
  readonly below: number | null;
  /** Names taken from the index, those changed last. */
  readonly size: number;
  /** Within the window, continue behind this entry. */
  readonly after: Changed | null;
  readonly limit: number;
}

/**
 * The names that match and were changed last, as many as the window holds, and of these a page by time of change.
 * Each row also says how many names the window has and which numbers; one row without an id comes when there is none.
 */
export function nameWindowQuery(db: Db, window: NameWindow) {
  const { filters, match, holding, below, size, after, limit } = window;
  return db
    .with(
      (cte) => cte('found').materialized(),
      (q) => {
        const query = q
          .selectFrom('search_names')
          .crossJoin('search_entries')
          .crossJoin('nodes')
          .select(viewColumns)
          .select('search_entries.number')
          .where(sql<boolean>`search_names match ${match}`)
          .whereRef('search_entries.number', '=', 'search_names.rowid')
          .whereRef('nodes.id', '=', 'search_entries.node_id')
          .where((eb) => passes(eb, filters))
          .where((eb) => eb.and(holding.map((part) => sql<boolean>`instr(nodes.name, ${part}) > 0`)))
          .orderBy('search_names.rowid', 'desc')
          .limit(size);
        return below === null ? query : query.where('search_names.rowid', '<', below);
      },
    )
    .with('window', (q) =>
      q
        .selectFrom('found')
        .select(({ fn }) => [
          fn.countAll<number>().as('many'),
          fn.min<number | null>('number').as('lowest'),
          fn.max<number | null>('number').as('highest'),
        ]),
    )
    .selectFrom('window')
    .leftJoin('found', (join) =>
      after === null
        ? join.onTrue()
        : join.on((eb) =>
            eb(eb.refTuple('found.modified_at', 'found.id'), '<', eb.tuple(after[0], after[1])),
          ),
    )
    .selectAll()
    .orderBy('modified_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
}

/** Where to go through everything. */
export interface Walk {
  readonly folderIds: readonly string[];
  /** Whether the folders themselves are looked at too, beside what is in and below them. */
  readonly themselves: boolean;
  /** With more entries than this it is not worth it: then one row without an id comes, as for none. */
  readonly atMost: number;
}

/**
 * What passes the filters in and below some folders, in no order, and how many entries these have in all. The walk ends
 * as soon as there are too many, and then none is looked at.
 */
export function belowQuery(db: Db, filters: Filters, walk: Walk) {
  const { folderIds, themselves, atMost } = walk;
  return walked(db, filters.userId, walk)
    .with('found', (q) =>
      q
        .selectFrom('size')
        .crossJoin('walked')
        .crossJoin('nodes')
        .select(['nodes.id', 'nodes.name', 'nodes.modified_at'])
        .where('size.many', '<=', atMost)
        .whereRef('nodes.id', '=', 'walked.id')
        .where((eb) => passes(eb, filters))
        .$if(!themselves, (inside) => inside.where('nodes.id', 'not in', folderIds)),
    )
    .selectFrom('size')
    .leftJoin('found', (join) => join.onTrue())
    .select(['size.many', 'found.id', 'found.name', 'found.modified_at']);
}

/**
 * What is in and below some folders of a person, each once also where these lie in each other, as `walked`, and in
 * `size` how many entries that are; one more than asked for where there are too many.
 */
export function walked(db: Db, ownerId: string, { folderIds, atMost }: Omit<Walk, 'themselves'>) {
  return db
    .withRecursive('walked', (q) =>
      q
        .selectFrom('nodes')
        .select('nodes.id')
        .where('nodes.id', 'in', folderIds)
        .where('nodes.owner_id', '=', ownerId)
        .union(
          q
            .selectFrom('walked')
            .crossJoin('nodes')
            .select('nodes.id')
            .whereRef('nodes.parent_id', '=', 'walked.id')
            .where('nodes.trashed_at', 'is', null),
        )
        .limit(folderIds.length + atMost + 1),
    )
    .with('size', (q) =>
      q.selectFrom('walked').select((eb) => eb(eb.fn.countAll<number>(), '-', folderIds.length).as('many')),
    );
}
