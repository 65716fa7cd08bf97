import type { Tx } from '../db/schema.ts';
import { isFailure } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import type { NodeName } from '../drive/names.ts';
import { writeStored } from './contents.table.ts';
import type { DriveWords } from './drive-words.ts';
import { insertFile } from './entries.table.ts';
import { addSums, rootOf } from './sums.table.ts';

/** An object that becomes a file again. */
export interface Foundling {
  readonly id: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly modifiedAt: string;
  readonly name: string;
  /** Who gets it. */
  readonly ownerId: string;
  /** The folders from their top that it goes into. */
  readonly folders: readonly string[];
}

// What no name may hold; see the drive's own rules.
const FORBIDDEN = /[/\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A name that can be used, as near as possible to one that may not be; `fallback` where nothing is left of it. */
export function usableName(words: DriveWords, typed: string, fallback: string): NodeName {
  for (const tried of [typed, typed.replaceAll(FORBIDDEN, '_').slice(0, 200)]) {
    try {
      return words.nameOf(tried);
    } catch (error) {
      if (!isFailure(error, 'NAME_INVALID') && !isFailure(error, 'NAME_TOO_LONG')) throw error;
    }
  }
  return words.nameOf(fallback);
}

/** Makes an object a file of a person, whatever their quota; false when there is no such person. */
export async function adopt(tx: Tx, words: DriveWords, object: Foundling, now: string): Promise<boolean> {
  const rootId = await rootOf(tx, object.ownerId);
  if (rootId === undefined) return false;
  const { ownerId, size } = object;
  const folder = await words.ensureFolders(tx, ownerId, rootId, object.folders, now);
  const wished = usableName(words, object.name, object.folders.at(-1) ?? object.id);
  const name = await words.freeName(tx, ownerId, folder.id, wished, 'file');
  await writeStored(tx, {
    id: object.id,
    key: object.key,
    owner_id: ownerId,
    size,
    etag: object.etag,
    created_at: object.modifiedAt,
  });
  await insertFile(tx, {
    id: newId(),
    owner_id: ownerId,
    parent_id: folder.id,
    name: name.name,
    name_key: name.key,
    sort_key: name.sortKey,
    object_id: object.id,
    size,
    ...words.typeOf(name.name),
    created_at: now,
    modified_at: object.modifiedAt,
    touched_at: now,
  });
  await addSums(tx, ownerId, { bytes: size, files: 1, versionBytes: 0, versionCount: 0 });
  return true;
}
