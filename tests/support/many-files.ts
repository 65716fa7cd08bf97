import type { Db } from '../../electron/core/db/schema.ts';
import { newId } from '../../electron/core/lib/ids.ts';

/**
 * Files by the hundred, straight into the table, for what only shows with many. Each is a second younger than the one
 * before it, and a byte larger.
 */
export async function storeMany(
  db: Db,
  ownerId: string,
  parentId: string,
  { count, name }: { readonly count: number; readonly name: (index: number) => string },
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    owner_id: ownerId,
    parent_id: parentId,
    kind: 'file' as const,
    name: name(index),
    name_key: name(index),
    sort_key: name(index),
    object_id: null,
    size: index,
    type: 'other',
    mime: null,
    created_at: '2026-01-01T00:00:00.000Z',
    modified_at: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
    trashed_at: null,
    trashed_path: null,
    purged_at: null,
    touched_at: null,
  }));
  for (let at = 0; at < rows.length; at += 500)
    await db
      .insertInto('nodes')
      .values(rows.slice(at, at + 500))
      .execute();
}
