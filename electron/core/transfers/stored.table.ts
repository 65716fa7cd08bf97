import type { Db } from '../db/schema.ts';
import { inGroups } from '../lib/in-groups.ts';

/** An object that a download fetches. */
export interface StoredObject {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly modifiedAt: string;
  /** The file that it is, or was, a content of. */
  readonly nodeId: string;
}

/** The stored object behind each of these files of a person, by the file's id. */
export async function objectsOfNodes(
  db: Db,
  userId: string,
  nodeIds: readonly string[],
): Promise<Map<string, StoredObject>> {
  if (nodeIds.length === 0) return new Map();
  const found = await db
    .selectFrom('nodes')
    .innerJoin('objects', 'objects.id', 'nodes.object_id')
    .select([
      'nodes.id',
      'nodes.id as node_id',
      'objects.key',
      'objects.etag',
      'objects.size',
      'nodes.modified_at',
    ])
    .where('nodes.id', 'in', nodeIds)
    .where('nodes.owner_id', '=', userId)
    .where('nodes.trashed_at', 'is', null)
    .where('objects.state', '=', 'stored')
    .execute();
  return byId(found);
}

/** Names of those of these entries that are the person's and not in the trash, by id. */
export async function ownedNodes(
  db: Db,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const some of inGroups(ids)) {
    const found = await db
      .selectFrom('nodes')
      .select(['id', 'name'])
      .where('owner_id', '=', userId)
      .where('trashed_at', 'is', null)
      .where('id', 'in', some)
      .execute();
    for (const { id, name } of found) names.set(id, name);
  }
  return names;
}

/** The stored object behind each of these earlier contents of a person's files, by the version's id. */
export async function objectsOfVersions(
  db: Db,
  userId: string,
  versionIds: readonly string[],
): Promise<Map<string, StoredObject>> {
  if (versionIds.length === 0) return new Map();
  const found = await db
    .selectFrom('versions')
    .innerJoin('nodes', 'nodes.id', 'versions.node_id')
    .innerJoin('objects', 'objects.id', 'versions.object_id')
    .select([
      'versions.id',
      'versions.node_id',
      'objects.key',
      'objects.etag',
      'versions.size',
      'versions.modified_at',
    ])
    .where('versions.id', 'in', versionIds)
    .where('versions.owner_id', '=', userId)
    .where('nodes.owner_id', '=', userId)
    .where('nodes.trashed_at', 'is', null)
    .where('objects.state', '=', 'stored')
    .execute();
  return byId(found);
}

interface FoundObject {
  readonly id: string;
  readonly node_id: string;
  readonly key: string;
  readonly etag: string | null;
  readonly size: number;
  readonly modified_at: string;
}

function byId(found: readonly FoundObject[]): Map<string, StoredObject> {
  return new Map(
    found.map(({ id, node_id, key, etag, size, modified_at }) => [
      id,
      { key, etag: etag ?? '', size, modifiedAt: modified_at, nodeId: node_id },
    ]),
  );
}
