/* oxlint-disable jsx-a11y/prefer-tag-over-role -- there is no tag for a tree */
import { ChevronRight, Ellipsis, Folder, FolderOpen, RotateCw } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../../ui/cn.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useDropFolder } from './drag.ts';
import { type TreePlace, useTree } from './tree-context.ts';
import { TreeAct } from './tree-act.tsx';
import { walk, walkIn, walkOut } from './tree-keys.ts';
import { indent } from './tree-look.ts';
import { useBranch } from './use-branch.ts';

/** How long something hangs over a closed folder before it opens, in milliseconds. */
const SPRING_MS = 700;

interface TreeNodeProps {
  readonly place: TreePlace;
  readonly level: number;
  readonly hasFolders: boolean;
  /** Stands behind the name: whose folder it is. */
  readonly note?: string | undefined;
}

/** A folder of the tree, with its branch when it is open. The top is always open. */
export function TreeNode({ place, level, hasFolders, note }: TreeNodeProps) {
  const tree = useTree();
  const entry = useRef<HTMLDivElement>(null);
  const { id, name, above, shared } = place;
  const forbidden = id !== null && tree.forbidden.has(id);
  const opens = id !== null && hasFolders && !forbidden;
  const open = id === null || (opens && tree.isOpen(id));
  const marked = tree.marked === id;
  const aboveIds = above.map((folder) => folder.id);
  const { dropProps, hovering } = useDropFolder(id, name, [null, ...aboveIds], shared !== true);
  const { setOpen } = tree;

  useEffect(() => {
    if (!hovering || open || !opens) return undefined;
    const timer = setTimeout(() => setOpen(id, true), SPRING_MS);
    return () => clearTimeout(timer);
  }, [hovering, open, opens, id, setOpen]);
  useEffect(() => {
    // Where nothing is laid out, nothing scrolls.
    if (marked) entry.current?.scrollIntoView?.({ block: 'nearest' });
  }, [marked]);

  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, currentTarget } = event;
    if (key === 'Enter') (tree.onConfirm ?? tree.onChoose)(place);
    else if (key === ' ') tree.onChoose(place);
    else if (key === 'ArrowRight') {
      if (opens && !open) setOpen(id, true);
      else if (open) walkIn(currentTarget);
    } else if (key === 'ArrowLeft') {
      if (opens && open) setOpen(id, false);
      else walkOut(currentTarget);
    } else if (!walk(currentTarget, key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <div
        ref={entry}
        role="treeitem"
        aria-level={level}
        aria-label={note === undefined ? name : undefined}
        aria-expanded={opens || id === null ? open : undefined}
        aria-disabled={forbidden || undefined}
        aria-selected={tree.markedAs === 'selected' ? marked : undefined}
        aria-current={tree.markedAs === 'current' && marked ? 'page' : undefined}
        data-marked={marked || undefined}
        data-name={name}
        tabIndex={-1}
        title={name}
        style={indent(level)}
        onClick={() => tree.onChoose(place)}
        onDoubleClick={() => tree.onConfirm?.(place)}
        onFocus={() => tree.onReach?.(place)}
        onKeyDown={press}
        {...(tree.drops ? dropProps : {})}
        className={cn(
          'group flex h-8 touch:h-11 cursor-pointer items-center gap-1.5 rounded-lg pr-2 text-sm select-none',
          'focus-visible:-outline-offset-2',
          marked ? 'bg-accent-soft font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
          'data-over:bg-accent-soft data-over:text-ink data-over:ring-2 data-over:ring-accent data-over:ring-inset',
          'data-refused:cursor-not-allowed data-refused:opacity-45',
          forbidden && 'opacity-45',
        )}
      >
        <span
          aria-hidden="true"
          className={cn(
            'flex size-5 shrink-0 items-center justify-center rounded-md hover:bg-hover touch:size-9',
            opens ? '' : 'invisible',
            id === null && 'hidden',
          )}
          onClick={(event) => {
            event.stopPropagation();
            if (opens) setOpen(id, !open);
          }}
        >
          <ChevronRight className={cn('size-3.5 transition-transform', open && 'rotate-90')} />
        </span>
        {open && hasFolders ? (
          <FolderOpen aria-hidden="true" className={cn(ICON, id === null && 'ml-1')} strokeWidth={1.9} />
        ) : (
          <Folder aria-hidden="true" className={ICON} strokeWidth={1.9} />
        )}
        <span className="truncate">{name}</span>
        {note === undefined ? null : (
          <>
            {' '}
            <span className="ml-auto shrink-0 pl-2 text-xs text-muted">{note}</span>
          </>
        )}
      </div>
      {open ? <Branch folderId={id} above={aboveChildren(place)} level={level + 1} shared={shared} /> : null}
    </>
  );
}

const ICON = 'size-4 shrink-0 fill-sky-500/20 text-sky-600 dark:text-sky-400';

function aboveChildren({ id, name, above }: TreePlace): TreePlace['above'] {
  return id === null ? above : [...above, { id, name }];
}

interface BranchProps {
  readonly folderId: string | null;
  readonly above: TreePlace['above'];
  readonly level: number;
  readonly shared?: true | undefined;
}

/** The entries of a branch of the tree. */
export function Branch({ folderId, above, level, shared }: BranchProps) {
  const { t } = useTranslation();
  const branch = useBranch(folderId);
  const folders = branch.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {folders.map(({ id, name, hasFolders }) => (
        <TreeNode key={id} place={{ id, name, above, shared }} level={level} hasFolders={hasFolders} />
      ))}
      {branch.isPending ? (
        <div aria-hidden="true" className="flex h-8 items-center" style={indent(level)}>
          <Skeleton className="ml-6 h-3 w-24" />
        </div>
      ) : null}
      {branch.isError ? (
        <TreeAct level={level} icon={<RotateCw aria-hidden="true" />} onAct={() => void branch.refetch()}>
          {t('common.actions.retry')}
        </TreeAct>
      ) : branch.hasNextPage ? (
        <TreeAct
          level={level}
          icon={<Ellipsis aria-hidden="true" />}
          onAct={() => void branch.fetchNextPage()}
        >
          {t('organise.moreFolders')}
        </TreeAct>
      ) : null}
    </>
  );
}
