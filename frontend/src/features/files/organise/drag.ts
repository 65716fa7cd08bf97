import { type DragEvent, useState } from 'react';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import { useChanges } from './changes.ts';
import { drawDragImage } from './drag-image.ts';
import { type Dragged, type Reach, type Target, verdict } from './drag-rules.ts';

/** What marks a drag of one's own files and folders, apart from files of the computer (`Files`). */
export const NODES_MIME = 'application/x-mcm-nodes';

/** What is being dragged in this window. The browser tells only its kind while it hangs over something. */
let dragged: Dragged | null = null;

/** Attributes of what can be dragged. */
export interface DragProps {
  readonly draggable: true;
  readonly onDragStart: (event: DragEvent<HTMLElement>) => void;
  readonly onDragEnd: () => void;
}

/** Attributes of what can be dropped onto; `data-over` and `data-refused` are there for its look. */
export interface DropProps {
  readonly onDragEnter: (event: DragEvent<HTMLElement>) => void;
  readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
  readonly onDragLeave: (event: DragEvent<HTMLElement>) => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
  readonly 'data-over': '' | undefined;
  readonly 'data-refused': '' | undefined;
}

export interface Drop {
  readonly dropProps: DropProps;
  /** Something that may be dropped hangs over it. */
  readonly over: boolean;
  /** Files or folders hang over it, whether or not they may be dropped. */
  readonly hovering: boolean;
}

/**
 * Lets files and folders be dragged. `nodes` is asked when a drag begins: the whole selection when it begins on a part
 * of that. `folderId` is the folder that they are in, so that it refuses them; leave it out where they come from
 * several. `reachOf` says what the person may do with them.
 */
export function dragProps(
  nodes: () => readonly DriveNode[],
  folderId?: string | null,
  reachOf: (nodes: readonly DriveNode[]) => Reach = () => 'own',
): DragProps {
  return {
    draggable: true,
    onDragStart(event) {
      const [first, ...others] = nodes();
      if (first === undefined) {
        event.preventDefault();
        return;
      }
      const all = [first, ...others] as const;
      dragged = { nodes: all, from: folderId, reach: reachOf(all) };
      // What is dragged stays in this window; others learn only that it is something of ours.
      event.dataTransfer.setData(NODES_MIME, String(others.length + 1));
      event.dataTransfer.effectAllowed = 'copyMove';
      drawDragImage(event.dataTransfer, first.name, others.length + 1);
    },
    onDragEnd() {
      dragged = null;
    },
  };
}

/**
 * Lets files and folders be dropped into a folder: they are moved there, or copied with Ctrl (Alt on a Mac). `null` is
 * the top. `above` are the folders that it is in, as far as they are known: none of them can go into it. `own` where the
 * folder is known to be the person's own; what others share is only copied there.
 */
export function useDropFolder(
  folderId: string | null,
  name: string,
  above: readonly (string | null)[] = [],
  own = folderId === null,
): Drop {
  const changes = useChanges();
  return useDrop({ kind: 'folder', id: folderId, above, own }, ({ nodes }, how) => {
    void changes.transport(how, nodes, { id: folderId, name });
  });
}

/** Lets files and folders be dropped into the trash. */
export function useDropTrash(): Drop {
  const changes = useChanges();
  return useDrop({ kind: 'trash' }, ({ nodes }) => void changes.trash(nodes));
}

function useDrop(target: Target, onDrop: (dragged: Dragged, how: 'move' | 'copy') => void): Drop {
  const [hanging, setHanging] = useState<'move' | 'copy' | 'refused' | null>(null);

  /** What would happen to what hangs over this; null for what is none of its business, such as files of the computer. */
  function judge(event: DragEvent<HTMLElement>): 'move' | 'copy' | 'refused' | null {
    if (dragged === null || !event.dataTransfer.types.includes(NODES_MIME)) return null;
    return verdict(dragged, target, wantsCopy(event));
  }

  function hang(event: DragEvent<HTMLElement>): void {
    const judged = judge(event);
    if (judged === null) return;
    event.stopPropagation();
    setHanging(judged);
    // Taking the event says yes to the drop; what is refused shows as "not allowed".
    if (judged === 'refused') return;
    event.preventDefault();
    event.dataTransfer.dropEffect = judged;
  }

  return {
    over: hanging === 'move' || hanging === 'copy',
    hovering: hanging !== null,
    dropProps: {
      onDragEnter: hang,
      onDragOver: hang,
      onDragLeave({ relatedTarget, currentTarget }) {
        // Crossing to a part of the same thing is not leaving it.
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setHanging(null);
      },
      onDrop(event) {
        setHanging(null);
        const judged = judge(event);
        if (judged === null) return;
        event.preventDefault();
        event.stopPropagation();
        const what = dragged;
        dragged = null;
        if (what !== null && judged !== 'refused') onDrop(what, judged);
      },
      'data-over': hanging === 'move' || hanging === 'copy' ? '' : undefined,
      'data-refused': hanging === 'refused' ? '' : undefined,
    },
  };
}

/** Ctrl makes a copy, as everywhere; on a Mac that is the other mouse button, and Alt makes a copy. */
function wantsCopy({ ctrlKey, altKey }: DragEvent): boolean {
  return navigator.platform.startsWith('Mac') ? altKey : ctrlKey;
}
