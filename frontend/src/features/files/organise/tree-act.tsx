/* oxlint-disable jsx-a11y/prefer-tag-over-role -- there is no tag for a tree */
import type { ReactNode } from 'react';
import { walk, walkOut } from './tree-keys.ts';
import { indent } from './tree-look.ts';

interface TreeActProps {
  readonly level: number;
  readonly icon: ReactNode;
  readonly onAct: () => void;
  readonly children: string;
}

/** An entry that brings more entries. */
export function TreeAct({ level, icon, onAct, children }: TreeActProps) {
  return (
    <div
      role="treeitem"
      aria-level={level}
      tabIndex={-1}
      data-name={children}
      style={indent(level)}
      onClick={onAct}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onAct();
        else if (event.key === 'ArrowLeft') walkOut(event.currentTarget);
        else if (event.ctrlKey || event.metaKey || event.altKey || !walk(event.currentTarget, event.key))
          return;
        event.preventDefault();
      }}
      className="flex h-8 cursor-pointer items-center gap-2 rounded-lg pr-2 text-xs text-muted select-none hover:bg-hover hover:text-ink [&_svg]:ml-1 [&_svg]:size-3.5"
    >
      {icon}
      {children}
    </div>
  );
}
