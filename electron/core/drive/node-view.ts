import { fileType, type DriveNode } from '../../contract/drive.ts';
import type { NodeRow } from './nodes.table.ts';

type Viewed = Pick<NodeRow, 'id' | 'kind' | 'name' | 'size' | 'type' | 'mime' | 'created_at' | 'modified_at'>;

/** A row as its owner sees it. */
export function toDriveNode(row: Viewed): DriveNode {
  const file = row.kind === 'file';
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    sizeBytes: file ? row.size : null,
    type: file ? fileType.catch('other').parse(row.type) : null,
    mime: file ? row.mime : null,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  };
}
