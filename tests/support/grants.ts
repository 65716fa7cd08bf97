import type { Db } from '../../electron/core/db/schema.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import type { DriveWorld, Resident } from './drive-world.ts';

interface Given {
  readonly from: Pick<Resident, 'id'>;
  /** Null for everybody. */
  readonly to: Pick<Resident, 'id'> | null;
  readonly folderId: string;
  readonly access?: 'read' | 'write';
}

/** Shares a folder, straight in the table; answers with the grant's id. */
export async function grant(db: Db, { from, to, folderId, access = 'read' }: Given): Promise<string> {
  const id = newId();
  const who = { owner_id: from.id, person_id: to?.id ?? null };
  await db
    .insertInto('grants')
    .values({ id, folder_id: folderId, access, created_at: '2026-01-01T00:00:00.000Z', ...who })
    .execute();
  return id;
}

export async function withdraw(db: Db, grantId: string): Promise<void> {
  await db.deleteFrom('grants').where('id', '=', grantId).execute();
}

/** Makes a folder of somebody, at the top for null; answers with its id. */
export async function folderOf(
  world: DriveWorld,
  who: Resident,
  name: string,
  parentId: string | null = null,
): Promise<string> {
  return (await world.drive.service.createFolder(who.caller, { parentId, name }, undefined)).id;
}
