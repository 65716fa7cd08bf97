import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import type { FoundNode } from '../../../../../electron/contract/find.ts';
import type { TreePlace } from './tree-context.ts';

/** Why something cannot be put into a folder; null when it can. */
export function refusal(
  how: 'move' | 'copy',
  nodes: readonly Pick<DriveNode, 'id'>[],
  from: string | null | undefined,
  place: TreePlace,
): 'intoItself' | 'alreadyHere' | null {
  const into = new Set([place.id, ...place.above.map(({ id }) => id)]);
  if (nodes.some(({ id }) => into.has(id))) return 'intoItself';
  return how === 'move' && from === place.id ? 'alreadyHere' : null;
}

/** A folder that was found, as a place. */
export function placeOf({ id, name, path, owner }: FoundPlace): TreePlace {
  return { id, name, above: path, ...(owner === null ? {} : { shared: true }) };
}

type FoundPlace = Pick<FoundNode, 'id' | 'name' | 'path' | 'owner'>;

/** The folder that all of them are in, as far as they tell; undefined where they are in several. */
export function commonFolder(
  nodes: readonly DriveNode[],
  shown: string | null | undefined,
): string | null | undefined {
  if (shown !== undefined) return shown;
  const folders = new Set(nodes.map((node) => ('path' in node ? parentOf(node) : undefined)));
  return folders.size === 1 ? [...folders][0] : undefined;
}

function parentOf(node: DriveNode & { readonly path: unknown }): string | null | undefined {
  if (!Array.isArray(node.path)) return undefined;
  const parent: unknown = node.path.at(-1);
  if (parent === undefined) return null;
  return typeof parent === 'object' && parent !== null && 'id' in parent && typeof parent.id === 'string'
    ? parent.id
    : undefined;
}
