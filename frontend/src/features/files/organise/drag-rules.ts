import type { DriveNode } from '../../../../../electron/contract/drive.ts';

/** What is being dragged. */
export interface Dragged {
  readonly nodes: readonly Pick<DriveNode, 'id' | 'name' | 'kind'>[];
  /** The folder that they are in; undefined where they come from several. */
  readonly from: string | null | undefined;
  /** What the person may do where they are: less than all in what others share with them. */
  readonly reach: Reach;
}

/** What the person may do in a folder: all of it in their own drive, less in what others share with them. */
export type Reach = 'own' | 'write' | 'read';

/**
 * What it hangs over. `above` are the folders that a folder is in; null is the top. `own` where the folder is known to be
 * the person's own, whatever page is shown.
 */
export type Target =
  | {
      readonly kind: 'folder';
      readonly id: string | null;
      readonly above: readonly (string | null)[];
      readonly own: boolean;
    }
  | { readonly kind: 'trash' };

/**
 * What a drop does. A folder refuses itself and what it is in, and when something is moved, what is in it already; a
 * copy beside the original is welcome. From what others share a drag brings a copy home, as between two disks: who wants
 * to take something away from them says so. Where one may only look, nothing is moved at all.
 */
export function verdict(
  { nodes, from, reach }: Dragged,
  target: Target,
  copying: boolean,
): 'move' | 'copy' | 'refused' {
  if (target.kind === 'trash') return reach === 'read' ? 'refused' : 'move';
  const into = new Set([target.id, ...target.above]);
  if (nodes.some(({ id }) => into.has(id))) return 'refused';
  if (reach !== 'own' && target.own) return 'copy';
  if (reach === 'read') return 'refused';
  if (copying) return 'copy';
  return from === target.id ? 'refused' : 'move';
}
