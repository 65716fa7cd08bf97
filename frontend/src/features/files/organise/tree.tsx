/* oxlint-disable jsx-a11y/prefer-tag-over-role -- there is no tag for a tree */
import { type FocusEvent, useCallback, useMemo, useState } from 'react';
import { cn } from '../../../ui/cn.ts';
import { TreeContext, type TreePlace, type TreeState } from './tree-context.ts';
import { Branch, TreeNode } from './tree-node.tsx';
import { type SharedFolder, TreeShared } from './tree-shared.tsx';

export interface TreeProps {
  readonly label: string;
  /** Shows the top itself, under this name, and everything else in it. */
  readonly top?: string;
  readonly marked: string | null | undefined;
  readonly markedAs: 'current' | 'selected';
  /** Folders that are opened when this changes, so that the marked one is in sight. */
  readonly way: readonly string[];
  readonly onChoose: (place: TreePlace) => void;
  readonly onConfirm?: (place: TreePlace) => void;
  readonly onReach?: (place: TreePlace) => void;
  readonly forbidden?: ReadonlySet<string>;
  readonly drops?: boolean;
  /** Folders of others, shown below one's own. */
  readonly shared?: readonly SharedFolder[];
  readonly className?: string;
}

const NONE: ReadonlySet<string> = new Set();
const NO_WAY: readonly string[] = [];

/**
 * Folders as an ARIA tree: one stop for the Tab key, arrows and letters within; branches are fetched when they are
 * opened.
 */
export function Tree(props: TreeProps) {
  const {
    label,
    top,
    marked,
    markedAs,
    way,
    onChoose,
    onConfirm,
    onReach,
    forbidden = NONE,
    drops = false,
  } = props;
  const [open, setOpenFolders] = useState<ReadonlySet<string>>(NONE);
  const [known, setKnown] = useState(NO_WAY);
  const [inside, setInside] = useState(false);
  // Before anything is drawn, so that branches do not close for a moment.
  if (known !== way) {
    setKnown(way);
    setOpenFolders(new Set([...open, ...way]));
  }
  const setOpen = useCallback((id: string, wanted: boolean) => {
    setOpenFolders((before) => {
      const after = new Set(before);
      if (wanted) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  const state = useMemo<TreeState>(
    () => ({
      marked,
      markedAs,
      isOpen: (id) => open.has(id) && !forbidden.has(id),
      setOpen,
      onChoose,
      onConfirm,
      onReach,
      forbidden,
      drops,
    }),
    [marked, markedAs, open, setOpen, onChoose, onConfirm, onReach, forbidden, drops],
  );

  /** The Tab key comes to the tree as a whole, and goes on to where one is in it. */
  function enter({ target, currentTarget }: FocusEvent<HTMLElement>): void {
    setInside(true);
    if (target !== currentTarget) return;
    const entry =
      currentTarget.querySelector<HTMLElement>('[data-marked]') ??
      currentTarget.querySelector<HTMLElement>('[role="treeitem"]');
    entry?.focus();
  }

  return (
    <TreeContext value={state}>
      <div
        role="tree"
        aria-label={label}
        tabIndex={inside ? -1 : 0}
        onFocus={enter}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setInside(false);
        }}
        className={cn('flex flex-col gap-px outline-none', props.className)}
      >
        {top === undefined ? (
          <Branch folderId={null} above={[]} level={1} />
        ) : (
          <TreeNode place={{ id: null, name: top, above: [] }} level={1} hasFolders />
        )}
        {props.shared === undefined || props.shared.length === 0 ? null : (
          <TreeShared folders={props.shared} />
        )}
      </div>
    </TreeContext>
  );
}
