import type { DriveNode } from '../../contract/drive.ts';
import type { Db, Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import type { StoredUpload } from './drive-access.ts';
import { typeOfName } from './file-type.ts';
import { freeNameIn, liveFolder } from './folders.ts';
import { toNodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { addUsed, findByObject, insertNode, markStored, readAccount, readObject } from './nodes.table.ts';

/** A file that an upload became. */
export interface Committed {
  readonly node: DriveNode;
  /** False when it had been committed before. */
  readonly created: boolean;
}

/**
 * Makes an upload visible, inside one transaction; again for the same object, it answers with the node made before
 * (`created` false). Throws FOLDER_GONE, QUOTA_EXCEEDED, NAME_INVALID, NAME_TOO_LONG, all of which leave the object
 * reserved, and NOT_FOUND for an object that the user did not reserve or that was given up; each before it writes.
 */
export async function commitUpload(tx: Tx, upload: StoredUpload, now: string): Promise<Committed> {
  const { userId, objectId, size } = upload;
  const object = await readObject(tx, userId, objectId);
  if (object === undefined || object.state === 'garbage') throw fail('NOT_FOUND');
  if (object.state === 'stored') {
    const before = await findByObject(tx, userId, objectId);
    if (before === undefined) throw fail('NOT_FOUND');
    return { node: toDriveNode(before), created: false };
  }
  const folderId = await liveFolder(tx, userId, upload.folderId);
  await checkQuota(tx, userId, size);
  const name = await freeNameIn(tx, userId, folderId, toNodeName(upload.name), 'file');

  await markStored(tx, objectId, { etag: upload.etag, size });
  const row = await insertNode(tx, {
    id: newId(),
    owner_id: userId,
    parent_id: folderId,
    kind: 'file',
    name: name.name,
    name_key: name.key,
    sort_key: name.sortKey,
    object_id: objectId,
    size,
    ...typeOfName(name.name),
    created_at: now,
    modified_at: new Date(upload.modifiedAt).toISOString(),
    touched_at: now,
  });
  await addUsed(tx, userId, { bytes: size, files: 1 });
  return { node: toDriveNode(row), created: true };
}

/** Throws QUOTA_EXCEEDED when the user may not store so many more bytes. */
export async function checkQuota(db: Db | Tx, userId: string, bytes: number): Promise<void> {
  const account = await readAccount(db, userId);
  if (account?.quota_bytes === undefined || account.quota_bytes === null) return;
  const free = Math.max(0, account.quota_bytes - account.used_bytes);
  if (bytes > free) throw fail('QUOTA_EXCEEDED', { needed: bytes, free });
}
