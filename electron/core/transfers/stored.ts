import type { Db } from '../db/schema.ts';
import { objectsOfNodes, objectsOfVersions, type StoredObject } from './stored.table.ts';
import type { TransferRow } from './transfers.table.ts';

/** The object that each of a person's downloads fetches, by the transfer's id; one that is gone is absent. */
export async function storedBehind(
  db: Db,
  userId: string,
  rows: readonly TransferRow[],
): Promise<Map<string, StoredObject>> {
  const nodeIds = rows.flatMap((row) =>
    row.node_id === null || row.version_id !== null ? [] : [row.node_id],
  );
  const versionIds = rows.flatMap(({ version_id: id }) => (id === null ? [] : [id]));
  const nodes = await objectsOfNodes(db, userId, nodeIds);
  const versions = await objectsOfVersions(db, userId, versionIds);
  const found = new Map<string, StoredObject>();
  for (const row of rows) {
    const object = row.version_id === null ? nodes.get(row.node_id ?? '') : versions.get(row.version_id);
    if (object !== undefined) found.set(row.id, object);
  }
  return found;
}
