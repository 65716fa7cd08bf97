import type { DriveNode } from '../../../../../electron/contract/drive.ts';

/** What is being dragged. */
export interface Dragged {
  readonly nodes: readonly Pick<DriveNode, 'id' | 'name' | 'kind'>[];
  /** The folder that they are in; undefined where they come from several. */
  readonly from: string | null | undefined;
}

/** What it hangs over. `above` are the folders that a folder is in; null is the top. */
export type Target =
  | { readonly kind: 'folder'; readonly id: string | null; readonly above: readonly (string | null)[] }
  | { readonly kind: 'trash' };

/**
 * What a drop does. A folder refuses itself and what it is in, and when something is moved, what is in it already; a
 * copy beside the original is welcome.
 */
export function verdict(
  { nodes, from }: Dragged,
  target: Target,
  copying: boolean,
): 'move' | 'copy' | 'refused' {
  if (target.kind === 'trash') return 'move';
  const into = new Set([target.id, ...target.above]);
  if (nodes.some(({ id }) => into.has(id))) return 'refused';
  if (copying) return 'copy';
  return from === target.id ? 'refused' : 'move';
}
