import type { TFunction } from 'i18next';
import type { DriveNode, PlacedNode } from '../../../electron/contract/drive.ts';
import type { FoundNode } from '../../../electron/contract/find.ts';

/** The way to an entry in words: one's own files or who shares it, and then the folders that it is in. */
export function placeNames(node: PlacedNode | FoundNode, t: TFunction): string[] {
  const person = sharerOf(node);
  const start = person === null ? t('files.title') : t('search.sharedBy', { person });
  return [start, ...node.path.map(({ name }) => name)];
}

/** The name of who shares it; null for what is one's own. */
export function sharerOf(node: DriveNode | FoundNode): string | null {
  return 'owner' in node ? (node.owner?.name ?? null) : null;
}
