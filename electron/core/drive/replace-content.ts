import type { Tx } from '../db/schema.ts';
import { newId } from '../lib/ids.ts';
import type { NodeRow } from './nodes.table.ts';
import {
  addVersions,
  deleteVersions,
  insertVersion,
  readRetention,
  setContent,
  versionsBeyond,
  type VersionRow,
} from './versions.table.ts';

/** A content that takes the place of another. */
export interface Content {
  readonly objectId: string;
  /** Bytes. */
  readonly size: number;
  /** When it had been changed last, ISO 8601. */
  readonly modifiedAt: string;
}

/** More are left only after fewer are to be kept, and the retention takes those. */
const DROPPED_AT_ONCE = 20;

/**
 * Makes a file's present content a version and gives it another; type and mime stay those of its name. Earlier
 * contents beyond the number that is kept go at once, with their bytes. The caller counts the new bytes and files into
 * what the user stores; the versions are counted here. `now` is ISO 8601.
 */
export async function replaceContent(
  tx: Tx,
  node: NodeRow,
  by: Content,
  now: string,
): Promise<{ versionId: string }> {
  if (node.object_id === null) throw new Error('only a file has contents');
  const versionId = newId();
  await insertVersion(tx, {
    id: versionId,
    node_id: node.id,
    owner_id: node.owner_id,
    object_id: node.object_id,
    size: node.size,
    modified_at: node.modified_at,
    replaced_at: now,
  });
  await setContent(tx, node.id, {
    object_id: by.objectId,
    size: by.size,
    modified_at: by.modifiedAt,
    touched_at: now,
  });
  await addVersions(tx, node.owner_id, { usedBytes: 0, versionBytes: node.size, versions: 1 });
  const { versionCount } = await readRetention(tx);
  if (versionCount !== null)
    await dropVersions(tx, node.owner_id, await versionsBeyond(tx, node.id, versionCount, DROPPED_AT_ONCE));
  return { versionId };
}

/** Deletes earlier contents of one user's files for ever and takes their bytes off what the user stores. */
export async function dropVersions(tx: Tx, ownerId: string, versions: readonly VersionRow[]): Promise<void> {
  if (versions.length === 0) return;
  await deleteVersions(tx, versions);
  const bytes = versions.reduce((sum, { size }) => sum + size, 0);
  await addVersions(tx, ownerId, { usedBytes: -bytes, versionBytes: -bytes, versions: -versions.length });
}
