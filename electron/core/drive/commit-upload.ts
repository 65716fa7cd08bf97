import type { DriveNode } from '../../contract/drive.ts';
import type { Db, Tx } from '../db/schema.ts';
import { fail, isFailure } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import {
  discardObject,
  findByVersion,
  findEntries,
  insertNodes,
  markAllStored,
  readNode,
  readObjects,
  type Entry,
} from './commit-upload.table.ts';
import type { StoredUpload } from './drive-access.ts';
import { typeOfName } from './file-type.ts';
import { freeNameIn, liveFolder } from './folders.ts';
import { toNodeName, type NodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { addUsed, findByObject, readAccount, type NodeRow } from './nodes.table.ts';
import { replaceContent } from './replace-content.ts';

/** What became of an upload. */
export interface Committed {
  /** The file that holds its content; for one that was skipped, the file that was there. */
  readonly node: DriveNode;
  readonly folderId: string;
  /** `before`: it had been committed before, and nothing was done. */
  readonly change: 'created' | 'replaced' | 'skipped' | 'before';
}

/** What became of an upload, or why it was refused; after a refusal the object is still reserved. */
export type CommitOutcome = Committed | { readonly refused: Error };

/** What is known of a person for the time of one group. */
interface Account {
  readonly quota: number | null;
  used: number;
  addedBytes: number;
  addedFiles: number;
}

/**
 * Makes uploads visible, inside one transaction: what they share (the account, the folder, the look for names that are
 * taken) is asked for once, and their rows are written together. Again for the same object, the answer is the file made
 * before. Refuses with FOLDER_GONE, QUOTA_EXCEEDED, NAME_INVALID, NAME_TOO_LONG, all of which leave the object
 * reserved, and NOT_FOUND for an object that the user did not reserve or that was given up.
 */
export async function commitUploads(
  tx: Tx,
  uploads: readonly StoredUpload[],
  now: string,
): Promise<CommitOutcome[]> {
  const group = new Group(tx, now);
  await group.lookAt(uploads);
  const outcomes: CommitOutcome[] = [];
  for (const upload of uploads) {
    try {
      outcomes.push(await group.commit(upload));
    } catch (error) {
      // A refusal comes before anything is written, so that the others can go on.
      if (!isFailure(error)) throw error;
      outcomes.push({ refused: error });
    }
  }
  await group.finish();
  return outcomes;
}

/** Throws QUOTA_EXCEEDED when the user may not store so many more bytes. */
export async function checkQuota(db: Db | Tx, userId: string, bytes: number): Promise<void> {
  const account = await readAccount(db, userId);
  if (account === undefined) return;
  checkFree(account.quota_bytes, account.used_bytes, bytes);
}

function checkFree(quota: number | null, used: number, bytes: number): void {
  if (quota === null) return;
  const free = Math.max(0, quota - used);
  if (bytes > free) throw fail('QUOTA_EXCEEDED', { needed: bytes, free });
}

/** Uploads that are committed together. What it knows of the database stays true, because nobody else writes meanwhile. */
class Group {
  readonly #tx: Tx;
  readonly #now: string;
  readonly #accounts = new Map<string, Account>();
  /** The live folder behind a folder asked for, or why there is none. */
  readonly #folders = new Map<string, string | Error>();
  #objects = new Map<string, 'pending' | 'stored' | 'garbage'>();
  /** Live entries by folder and name key, of those names that were looked for. */
  readonly #taken = new Map<string, Entry>();
  /** Rows that will be written with the next statement. */
  #nodes: NodeRow[] = [];
  #stored: { id: string; etag: string; size: number }[] = [];

  constructor(tx: Tx, now: string) {
    this.#tx = tx;
    this.#now = now;
  }

  /** Asks for what the uploads share. */
  async lookAt(uploads: readonly StoredUpload[]): Promise<void> {
    const tx = this.#tx;
    this.#objects = await readObjects(tx, uploads);
    const names = new Map<string, { userId: string; folderId: string; keys: Set<string> }>();
    for (const { userId, folderId, name } of uploads) {
      if (!this.#accounts.has(userId)) await this.#readAccount(userId);
      const place = placeKey(userId, folderId);
      if (!this.#folders.has(place)) this.#folders.set(place, await this.#readFolder(userId, folderId));
      const live = this.#folders.get(place);
      const wished = wishedName(name);
      if (typeof live !== 'string' || wished === null) continue;
      const asked = names.get(live) ?? { userId, folderId: live, keys: new Set<string>() };
      names.set(live, asked);
      asked.keys.add(wished.key);
    }
    for (const { userId, folderId, keys } of names.values()) {
      for (const entry of await findEntries(tx, userId, folderId, [...keys]))
        this.#taken.set(placeKey(folderId, entry.name_key), entry);
    }
  }

  async commit(upload: StoredUpload): Promise<Committed> {
    const { userId, objectId, size } = upload;
    const state = this.#objects.get(placeKey(userId, objectId));
    if (state === undefined || state === 'garbage') throw fail('NOT_FOUND');
    if (state === 'stored') return this.#before(upload);
    const folderId = this.#folders.get(placeKey(userId, upload.folderId));
    if (typeof folderId !== 'string') throw folderId ?? fail('FOLDER_GONE');
    const account = this.#accounts.get(userId);
    if (account === undefined) throw fail('FOLDER_GONE');
    const wished = toNodeName(upload.name);
    const entry = this.#taken.get(placeKey(folderId, wished.key));
    const file = entry?.kind === 'file' ? entry : undefined;
    if (file !== undefined && upload.conflict === 'skip') return this.#skip(upload, folderId, file);
    checkFree(account.quota, account.used, size);
    if (file !== undefined && upload.conflict === 'replace')
      return this.#replace(upload, folderId, file, account);
    const name = entry === undefined ? wished : await this.#freeName(userId, folderId, wished);
    return this.#create(upload, folderId, name, account);
  }

  /** Writes what was gathered. */
  async finish(): Promise<void> {
    await this.#write();
    for (const [userId, { addedBytes, addedFiles }] of this.#accounts) {
      if (addedBytes !== 0 || addedFiles !== 0)
        await addUsed(this.#tx, userId, { bytes: addedBytes, files: addedFiles });
    }
  }

  #create(upload: StoredUpload, folderId: string, name: NodeName, account: Account): Committed {
    const row: NodeRow = {
      id: newId(),
      owner_id: upload.userId,
      parent_id: folderId,
      kind: 'file',
      name: name.name,
      name_key: name.key,
      sort_key: name.sortKey,
      object_id: upload.objectId,
      size: upload.size,
      ...typeOfName(name.name),
      created_at: this.#now,
      modified_at: new Date(upload.modifiedAt).toISOString(),
      trashed_at: null,
      trashed_path: null,
      purged_at: null,
      tags: 0,
      favourite_at: null,
      touched_at: this.#now,
    };
    this.#nodes.push(row);
    this.#take(folderId, row);
    this.#store(upload, account, 1);
    return { node: toDriveNode(row), folderId, change: 'created' };
  }

  async #replace(
    upload: StoredUpload,
    folderId: string,
    { id }: Entry,
    account: Account,
  ): Promise<Committed> {
    await this.#write();
    const node = await readNode(this.#tx, upload.userId, id);
    if (node === undefined) throw new Error('a file that was found is not there');
    this.#store(upload, account, 0);
    await this.#write();
    const modifiedAt = new Date(upload.modifiedAt).toISOString();
    const { objectId, size } = upload;
    await replaceContent(this.#tx, node, { objectId, size, modifiedAt }, this.#now);
    const row = { ...node, object_id: objectId, size, modified_at: modifiedAt, touched_at: this.#now };
    return { node: toDriveNode(row), folderId, change: 'replaced' };
  }

  async #skip({ userId, objectId }: StoredUpload, folderId: string, { id }: Entry): Promise<Committed> {
    await this.#write();
    const node = await readNode(this.#tx, userId, id);
    if (node === undefined) throw new Error('a file that was found is not there');
    await discardObject(this.#tx, userId, objectId);
    return { node: toDriveNode(node), folderId, change: 'skipped' };
  }

  async #before({ userId, objectId, folderId }: StoredUpload): Promise<Committed> {
    await this.#write();
    const node =
      (await findByObject(this.#tx, userId, objectId)) ?? (await findByVersion(this.#tx, userId, objectId));
    if (node === undefined) throw fail('NOT_FOUND');
    return { node: toDriveNode(node), folderId, change: 'before' };
  }

  async #freeName(userId: string, folderId: string, wished: NodeName): Promise<NodeName> {
    // The numbers are looked for in the database, so it has to hold all of this group.
    await this.#write();
    return freeNameIn(this.#tx, userId, folderId, wished, 'file');
  }

  #take(folderId: string, row: NodeRow): void {
    this.#taken.set(placeKey(folderId, row.name_key), row);
  }

  #store({ userId, objectId, etag, size }: StoredUpload, account: Account, files: number): void {
    this.#stored.push({ id: objectId, etag, size });
    // One upload committed twice in a group is the same file.
    this.#objects.set(placeKey(userId, objectId), 'stored');
    account.used += size;
    account.addedBytes += size;
    account.addedFiles += files;
  }

  async #write(): Promise<void> {
    const [stored, nodes] = [this.#stored, this.#nodes];
    this.#stored = [];
    this.#nodes = [];
    if (stored.length > 0) await markAllStored(this.#tx, stored);
    if (nodes.length > 0) await insertNodes(this.#tx, nodes);
  }

  async #readAccount(userId: string): Promise<void> {
    const account = await readAccount(this.#tx, userId);
    if (account === undefined) return;
    this.#accounts.set(userId, {
      quota: account.quota_bytes,
      used: account.used_bytes,
      addedBytes: 0,
      addedFiles: 0,
    });
  }

  async #readFolder(userId: string, folderId: string): Promise<string | Error> {
    try {
      return await liveFolder(this.#tx, userId, folderId);
    } catch (error) {
      if (isFailure(error)) return error;
      throw error;
    }
  }
}

/** Ids, and a key at the end: no two places share one. */
function placeKey(first: string, second: string): string {
  return `${first}/${second}`;
}

function wishedName(name: string): NodeName | null {
  try {
    return toNodeName(name);
  } catch (error) {
    // Said again, to whoever asked, when it is its turn.
    if (isFailure(error)) return null;
    throw error;
  }
}
