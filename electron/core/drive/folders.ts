import type { Db, Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import { isLive } from '../lib/chains.ts';
import { freeName, toNodeName, type NodeName } from './names.ts';
import { findChild, insertNode, readAccount, readChains, type NodeRow } from './nodes.table.ts';

/** The id of a live folder of the user, their top folder for null; throws FOLDER_GONE. */
export async function liveFolder(db: Db | Tx, userId: string, folderId: string | null): Promise<string> {
  if (folderId === null) return topFolder(db, userId);
  const chains = await readChains(db, userId, [folderId]);
  if (chains.get(folderId)?.kind !== 'folder' || !isLive(chains, folderId)) throw fail('FOLDER_GONE');
  return folderId;
}

/** The user's top folder; throws FOLDER_GONE when there is no such user. */
export async function topFolder(db: Db | Tx, userId: string): Promise<string> {
  const account = await readAccount(db, userId);
  if (account === undefined) throw fail('FOLDER_GONE');
  return account.root_id;
}

/** Writes a new folder; its name must be free. `now` is ISO 8601. */
export function addFolder(
  tx: Tx,
  userId: string,
  parentId: string | null,
  name: NodeName,
  now: string,
  id: string = newId(),
): Promise<NodeRow> {
  return insertNode(tx, {
    id,
    owner_id: userId,
    parent_id: parentId,
    kind: 'folder',
    name: name.name,
    name_key: name.key,
    sort_key: name.sortKey,
    object_id: null,
    size: 0,
    type: null,
    mime: null,
    created_at: now,
    modified_at: now,
  });
}

/** The first name of the series `name`, `name (2)` and so on that is free in a folder. */
export function freeNameIn(
  tx: Tx,
  userId: string,
  folderId: string,
  wished: NodeName,
  kind: 'folder' | 'file',
): Promise<NodeName> {
  return freeName(
    wished,
    kind,
    async ({ key }) => (await findChild(tx, userId, folderId, key)) !== undefined,
  );
}

/**
 * The folder reached by these names from a live folder: made where missing, reused where it is there. Where a file has
 * the name, the folder is the numbered one. Answers with its id, the folders that got a new entry, and the new ones.
 */
export async function ensureFolders(
  tx: Tx,
  userId: string,
  folderId: string,
  names: readonly string[],
  now: string,
): Promise<{ id: string; changed: string[]; made: string[] }> {
  const changed: string[] = [];
  const made: string[] = [];
  let id = folderId;
  for (const typed of names) {
    const parentId = id;
    let existing: string | undefined;
    const name = await freeName(toNodeName(typed), 'folder', async ({ key }) => {
      const child = await findChild(tx, userId, parentId, key);
      existing = child?.kind === 'folder' ? child.id : undefined;
      return child?.kind === 'file';
    });
    if (existing === undefined) {
      changed.push(parentId);
      id = (await addFolder(tx, userId, parentId, name, now)).id;
      made.push(id);
    } else {
      id = existing;
    }
  }
  return { id, changed, made };
}
