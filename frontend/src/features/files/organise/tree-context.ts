import { createContext, use } from 'react';

/** A folder of the tree, with the folders that it is in from the top down; null is the top. */
export interface TreePlace {
  readonly id: string | null;
  readonly name: string;
  readonly above: readonly { readonly id: string; readonly name: string }[];
  /** Set in what somebody else shares; `above` begins with the shared folder then. */
  readonly shared?: true | undefined;
}

/** What the parts of a tree have in common. */
export interface TreeState {
  /** The folder that is marked; undefined for none. */
  readonly marked: string | null | undefined;
  readonly markedAs: 'current' | 'selected';
  readonly isOpen: (id: string) => boolean;
  readonly setOpen: (id: string, open: boolean) => void;
  /** A click, Enter or the space bar. */
  readonly onChoose: (place: TreePlace) => void;
  /** Enter or a double click, where that means more than a choice. */
  readonly onConfirm: ((place: TreePlace) => void) | undefined;
  /** The keyboard came to a folder. */
  readonly onReach: ((place: TreePlace) => void) | undefined;
  /** Drawn faint and not opened: nothing can be put there. */
  readonly forbidden: ReadonlySet<string>;
  /** Whether files and folders can be dropped onto the folders. */
  readonly drops: boolean;
}

export const TreeContext = createContext<TreeState | null>(null);

export function useTree(): TreeState {
  const tree = use(TreeContext);
  if (tree === null) throw new Error('outside of a tree');
  return tree;
}
