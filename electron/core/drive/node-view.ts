import { fileType, TAG_COLORS, type DriveNode, type TagColor } from '../../contract/drive.ts';
import type { NodeRow } from './nodes.table.ts';

type Viewed = Pick<
  NodeRow,
  | 'id'
  | 'kind'
  | 'name'
  | 'size'
  | 'type'
  | 'mime'
  | 'created_at'
  | 'modified_at'
  | 'tags'
  | 'favourite_at'
  | 'object_id'
>;

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
    tags: tagsOf(row.tags),
    favourite: row.favourite_at !== null,
    contentId: row.object_id,
  };
}

/** The tags that a number stands for: one bit each, in the order of {@link TAG_COLORS}. */
function tagsOf(bits: number): TagColor[] {
  return TAG_COLORS.filter((_, index) => (bits & (1 << index)) !== 0);
}

/** The number that stands for some tags. */
export function tagBits(colors: readonly TagColor[]): number {
  return colors.reduce((bits, color) => bits | (1 << TAG_COLORS.indexOf(color)), 0);
}
