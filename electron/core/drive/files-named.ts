import type { Db } from '../db/schema.ts';
import { isFailure } from '../lib/errors.ts';
import { inGroups } from '../lib/in-groups.ts';
import { findEntries } from './commit-upload.table.ts';
import type { NamedFile } from './drive-access.ts';
import { toNodeName } from './names.ts';

/** The live files of a folder that have one of these names, by the name asked for; what cannot be a name is absent. */
export async function filesNamed(
  db: Db,
  userId: string,
  folderId: string,
  names: readonly string[],
): Promise<Map<string, NamedFile>> {
  const found = new Map<string, NamedFile>();
  for (const some of inGroups(names)) {
    const keys = new Map<string, string>();
    for (const name of some) {
      const key = keyOf(name);
      if (key !== null) keys.set(name, key);
    }
    const entries = await findEntries(db, userId, folderId, [...new Set(keys.values())]);
    const files = new Map(
      entries.filter(({ kind }) => kind === 'file').map((entry) => [entry.name_key, entry]),
    );
    for (const [name, key] of keys) {
      const file = files.get(key);
      if (file !== undefined)
        found.set(name, { id: file.id, sizeBytes: file.size, modifiedAt: file.modified_at });
    }
  }
  return found;
}

function keyOf(name: string): string | null {
  try {
    return toNodeName(name).key;
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}
