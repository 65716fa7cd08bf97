import type { Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { breathe } from '../lib/breathe.ts';
import { addFolder, freeNameIn } from './folders.ts';
import { toNodeName } from './names.ts';
import { addUsed, readAccount } from './nodes.table.ts';
import {
  dropReserved,
  giveNodes,
  giveTop,
  giveVersions,
  pageToGive,
  purgeOwner,
  purgeTrash,
  type Account,
} from './owners.table.ts';
import { addVersions } from './versions.table.ts';

const ROWS_AT_ONCE = 200;

/** Writes the top folder of a new person. */
export async function createRoot(tx: Tx, userId: string, rootId: string, now: string): Promise<void> {
  await addFolder(tx, userId, null, { name: '', key: '', sortKey: '' }, now, rootId);
}

/** Marks all of a person's files as deleted for ever; the purge, which needs no account, removes them. */
export async function removeAll(tx: Tx, userId: string, now: string): Promise<void> {
  const { root_id: rootId } = await accountOf(tx, userId);
  await purgeOwner(tx, userId, rootId, now);
  await dropReserved(tx, userId);
}

/**
 * Makes a person's whole tree a folder at the top of another's; the trash is deleted for ever. Answers with the
 * folder that got the new entry. Time grows with the number of files; other work gets its turn meanwhile.
 */
export async function giveAll(
  tx: Tx,
  fromUserId: string,
  toUserId: string,
  folderName: string,
  now: string,
): Promise<string> {
  const from = await accountOf(tx, fromUserId);
  const to = await accountOf(tx, toUserId);
  await purgeTrash(tx, fromUserId, now);
  await dropReserved(tx, fromUserId);
  const name = await freeNameIn(tx, toUserId, to.root_id, toNodeName(folderName), 'folder');
  await giveTop(tx, from.root_id, { userId: toUserId, parentId: to.root_id, name });

  const given = { bytes: 0, files: 0 };
  const earlier = { bytes: 0, versions: 0 };
  const waiting = [from.root_id];
  for (let folderId = waiting.pop(); folderId !== undefined; folderId = waiting.pop()) {
    for (let after = ''; ;) {
      const page = await pageToGive(tx, folderId, { after, limit: ROWS_AT_ONCE });
      if (page.length > 0) await giveNodes(tx, page, toUserId);
      const files = page.filter(({ kind }) => kind === 'file').map(({ id }) => id);
      if (files.length > 0) {
        const { bytes, versions } = await giveVersions(tx, files, toUserId);
        earlier.bytes += bytes;
        earlier.versions += versions;
      }
      for (const node of page) {
        if (node.kind === 'folder') waiting.push(node.id);
        else given.files += 1;
        given.bytes += node.size;
      }
      await breathe();
      after = page.at(-1)?.name_key ?? '';
      if (page.length < ROWS_AT_ONCE) break;
    }
  }
  await addUsed(tx, toUserId, given);
  await addUsed(tx, fromUserId, { bytes: -given.bytes, files: -given.files });
  if (earlier.versions > 0) {
    for (const [userId, sign] of [
      [toUserId, 1],
      [fromUserId, -1],
    ] as const) {
      const bytes = sign * earlier.bytes;
      await addVersions(tx, userId, {
        usedBytes: bytes,
        versionBytes: bytes,
        versions: sign * earlier.versions,
      });
    }
  }
  return to.root_id;
}

async function accountOf(tx: Tx, userId: string): Promise<Account> {
  const account = await readAccount(tx, userId);
  if (account === undefined) throw fail('NOT_FOUND');
  return account;
}
