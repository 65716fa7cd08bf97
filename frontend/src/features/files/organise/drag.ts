import type { DragEvent } from 'react';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';

/** What marks a drag of one's own files and folders, apart from files of the computer (`Files`). */
export const NODES_MIME = 'application/x-mcm-nodes';

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
}

/**
 * Lets files and folders be dragged. `nodes` is asked when a drag begins: the whole selection when it begins on a part
 * of that. `folderId` is the folder that they are in, so that it refuses them; leave it out where they come from
 * several.
 */
export function dragProps(_nodes: () => readonly DriveNode[], _folderId?: string | null): DragProps {
  return { draggable: true, onDragStart: () => undefined, onDragEnd: () => undefined };
}

/**
 * Lets files and folders be dropped into a folder: they are moved there, or copied with Ctrl (Alt on a Mac). `null` is
 * the top. `above` are the folders that it is in, as far as they are known: none of them can go into it.
 */
export function useDropFolder(
  _folderId: string | null,
  _name: string,
  _above?: readonly (string | null)[],
): Drop {
  return nothing();
}

/** Lets files and folders be dropped into the trash. */
export function useDropTrash(): Drop {
  return nothing();
}

function nothing(): Drop {
  const ignore = () => undefined;
  return {
    over: false,
    dropProps: {
      onDragEnter: ignore,
      onDragOver: ignore,
      onDragLeave: ignore,
      onDrop: ignore,
      'data-over': undefined,
      'data-refused': undefined,
    },
  };
}
