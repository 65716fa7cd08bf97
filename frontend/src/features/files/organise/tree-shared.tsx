/* oxlint-disable jsx-a11y/prefer-tag-over-role -- there is no tag for a tree */
import { ChevronRight, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../../ui/cn.ts';
import { walk, walkIn } from './tree-keys.ts';
import { indent } from './tree-look.ts';
import { TreeNode } from './tree-node.tsx';

/** A folder of somebody else in which something can be put. */
export interface SharedFolder {
  readonly id: string;
  readonly name: string;
  readonly ownerName: string;
}

/** A branch with the folders that others share; nothing goes into it itself. */
export function TreeShared({ folders }: { readonly folders: readonly SharedFolder[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const label = t('organise.sharedWithMe');
  return (
    <>
      <div
        role="treeitem"
        aria-level={1}
        aria-expanded={open}
        tabIndex={-1}
        data-name={label}
        style={indent(1)}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          const { key, currentTarget } = event;
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (key === 'Enter' || key === ' ') setOpen(!open);
          else if (key === 'ArrowRight') {
            if (open) walkIn(currentTarget);
            else setOpen(true);
          } else if (key === 'ArrowLeft') setOpen(false);
          else if (!walk(currentTarget, key)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="mt-1 flex h-8 cursor-pointer items-center gap-1.5 rounded-lg pr-2 text-sm text-muted select-none hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 touch:h-11"
      >
        <span aria-hidden="true" className="flex size-5 shrink-0 items-center justify-center touch:size-9">
          <ChevronRight className={cn('size-3.5 transition-transform', open && 'rotate-90')} />
        </span>
        <Users aria-hidden="true" className="size-4 shrink-0" strokeWidth={1.9} />
        <span className="truncate">{label}</span>
      </div>
      {open
        ? folders.map(({ id, name, ownerName }) => (
            <TreeNode
              key={id}
              place={{ id, name, above: [], shared: true }}
              level={2}
              hasFolders
              note={ownerName}
            />
          ))
        : null}
    </>
  );
}
