import { z } from 'zod';
import type { drive, SortKey } from '../../contract/drive.ts';
import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import { isLive } from '../lib/chains.ts';
import { pathFromTop } from './chain.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { topFolder } from './folders.ts';
import { countQuery, ORDERS, pageQuery, type Position } from './listing.table.ts';
import { toDriveNode } from './node-view.ts';
import { readChains } from './nodes.table.ts';

type List = ServiceOf<typeof drive>['list'];
type Kind = 'folder' | 'file';

/** Where a page ended: in which order, in which section, and behind which values. */
const cursorSchema = z.object({
  sort: z.enum(['name', 'size', 'type', 'modified']),
  descending: z.boolean(),
  kind: z.enum(['folder', 'file']),
  after: z
    .array(z.union([z.string(), z.number()]))
    .min(2)
    .max(3),
});
type Cursor = z.infer<typeof cursorSchema>;

/** A page of a live folder, folders first. Throws FOLDER_GONE, and INVALID_INPUT for a cursor of something else. */
export async function listFolder(
  db: Db,
  userId: string,
  { folderId, sort, descending, cursor, limit }: Parameters<List>[1],
): Promise<Awaited<ReturnType<List>>> {
  const start = cursor === null ? null : readCursor(cursor, sort, descending);
  const id = folderId ?? (await topFolder(db, userId));
  const chains = await readChains(db, userId, [id]);
  if (chains.get(id)?.kind !== 'folder' || !isLive(chains, id)) throw fail('FOLDER_GONE');

  // One more than asked for tells whether another page follows.
  const rows: Awaited<ReturnType<ReturnType<typeof pageQuery>['execute']>> = [];
  const sections: Kind[] = start?.kind === 'file' ? ['file'] : ['folder', 'file'];
  for (const kind of sections) {
    const missing = limit + 1 - rows.length;
    if (missing === 0) break;
    const after = start?.kind === kind ? start.after : null;
    const order = sectionOrder(kind, sort, descending);
    rows.push(
      ...(await pageQuery(db, { userId, folderId: id, kind, ...order, after, limit: missing }).execute()),
    );
  }
  const { count } = await countQuery(db, id).executeTakeFirstOrThrow();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const position = (row: NonNullable<typeof last>): Position =>
    ORDERS[sectionOrder(row.kind, sort, descending).sort].map((column) => row[column] ?? '');
  return {
    items: page.map(toDriveNode),
    next:
      last === undefined
        ? null
        : encodeCursor({ sort, descending, kind: last.kind, after: [...position(last)] } satisfies Cursor),
    total: count,
    path: pathFromTop(chains, id),
    shared: null,
  };
}

/** Folders have neither size nor type: in those orders they stand by name, from A to Z. */
function sectionOrder(
  kind: Kind,
  sort: SortKey,
  descending: boolean,
): { sort: SortKey; descending: boolean } {
  return kind === 'folder' && (sort === 'size' || sort === 'type')
    ? { sort: 'name', descending: false }
    : { sort, descending };
}

function readCursor(text: string, sort: SortKey, descending: boolean): Cursor {
  const cursor = decodeCursor(cursorSchema, text);
  const columns = ORDERS[sectionOrder(cursor.kind, sort, descending).sort];
  if (cursor.sort !== sort || cursor.descending !== descending || cursor.after.length !== columns.length)
    throw fail('INVALID_INPUT', { fields: ['cursor'] });
  return cursor;
}
