import type { Db } from '../db/schema.ts';
import { driveOf } from './rows.ts';
import { objectsOfNodes, objectsOfVersions, type StoredObject } from './stored.table.ts';
import type { TransferRow } from './transfers.table.ts';

/** The object that each of these downloads fetches, by the transfer's id; one that is gone is absent. */
export async function storedBehind(db: Db, rows: readonly TransferRow[]): Promise<Map<string, StoredObject>> {
  const found = new Map<string, StoredObject>();
  for (const owner of new Set(rows.map(driveOf))) {
    const own = rows.filter((row) => driveOf(row) === owner);
    const nodeIds = own.flatMap((row) =>
      row.node_id === null || row.version_id !== null ? [] : [row.node_id],
    );
    const versionIds = own.flatMap(({ version_id: id }) => (id === null ? [] : [id]));
    const nodes = await objectsOfNodes(db, owner, nodeIds);
    const versions = await objectsOfVersions(db, owner, versionIds);
    for (const row of own) {
      const object = row.version_id === null ? nodes.get(row.node_id ?? '') : versions.get(row.version_id);
      if (object !== undefined && object.nodeId === row.node_id) found.set(row.id, object);
    }
  }
  return found;
}
