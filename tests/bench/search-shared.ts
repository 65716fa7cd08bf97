import { sql } from 'kysely';
import type { Db } from '../../electron/core/db/schema.ts';
import { newId } from '../../electron/core/lib/ids.ts';

/** Somebody without anything of their own, who is given folders of another drive. */
export interface Guest {
  readonly userId: string;
  /** Takes what was given before and gives this folder. */
  give(folderId: string): Promise<void>;
}

/** Adds a person who sees nothing but what the owner gives them. */
export async function addGuest(db: Db, ownerId: string): Promise<Guest> {
  const [userId, rootId] = [newId(), newId()];
  const at = '2026-01-01T00:00:00.000Z';
  await sql`insert into users (id, name, user_name, user_name_key, role, password_hash, root_id, used_bytes, file_count, created_at)
    values (${userId}, 'guest', ${userId}, ${userId}, 'member', '', ${rootId}, 0, 0, ${at})`.execute(db);
  await sql`insert into nodes (id, owner_id, parent_id, kind, name, name_key, sort_key, size, created_at, modified_at)
    values (${rootId}, ${userId}, null, 'folder', '', '', '', 0, ${at}, ${at})`.execute(db);
  return {
    userId,
    async give(folderId) {
      await db.deleteFrom('grants').execute();
      const grant = { id: newId(), owner_id: ownerId, folder_id: folderId, person_id: userId };
      await db
        .insertInto('grants')
        .values({ ...grant, access: 'read', created_at: at })
        .execute();
    },
  };
}

/** A folder with more entries in and below it than any other beside it, and one that holds some hundreds. */
export async function foldersToGive(
  db: Db,
  rootId: string,
): Promise<{ name: string; id: string; count: number }[]> {
  const counted = await sql<{ id: string; count: number }>`
    with recursive below (top, id) as (
      select id, id from nodes where parent_id = ${rootId} and kind = 'folder'
      union all
      select below.top, nodes.id from below cross join nodes on nodes.parent_id = below.id
    )
    select top as id, count(*) as count from below group by top order by count(*) desc`.execute(db);
  const [large] = counted.rows;
  const small = counted.rows.find(({ count }) => count < 3000);
  return [
    { name: 'a large folder', of: large },
    { name: 'a small folder', of: small },
  ].flatMap(({ name, of }) => (of === undefined ? [] : [{ name, ...of }]));
}
