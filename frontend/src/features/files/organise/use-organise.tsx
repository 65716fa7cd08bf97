import type { ReactNode } from 'react';
import type { DriveNode, TagColor } from '../../../../../electron/contract/drive.ts';

export interface OrganiseInput {
  /** The folder that is shown: null is the top, and undefined is no folder (favourites, a tag, what was found). */
  readonly folderId: string | null | undefined;
  /** What is shown. */
  readonly items: readonly DriveNode[];
}

export interface TagChange {
  readonly add: readonly TagColor[];
  readonly remove: readonly TagColor[];
}

/** All that can be done with files and folders where they are shown; each says what it did, and can be taken back. */
export interface Organise {
  /** Asks for another name. */
  readonly rename: (node: DriveNode) => void;
  /** Asks where to. */
  readonly moveTo: (nodes: readonly DriveNode[]) => void;
  /** Asks where to. */
  readonly copyTo: (nodes: readonly DriveNode[]) => void;
  /** Makes a copy beside each, under a free name. */
  readonly duplicate: (nodes: readonly DriveNode[]) => void;
  readonly cut: (nodes: readonly DriveNode[]) => void;
  readonly copy: (nodes: readonly DriveNode[]) => void;
  /** Puts what was cut or copied into the folder that is shown. */
  readonly paste: () => void;
  readonly canPaste: boolean;
  /** What was cut and not pasted yet: drawn faint. */
  readonly clipboardIds: ReadonlySet<string>;
  readonly setTags: (nodes: readonly DriveNode[], change: TagChange) => void;
  readonly setFavourite: (nodes: readonly DriveNode[], favourite: boolean) => void;
  /** Takes back the newest change. */
  readonly undo: () => void;
  /** The questions of all this; goes anywhere on the page. */
  readonly dialogs: ReactNode;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * What a page needs to organise what it shows. Ctrl+Z takes back the newest change wherever this is used; works only
 * within the {@link import('./organise-host.tsx').OrganiseHost}.
 */
export function useOrganise(_input: OrganiseInput): Organise {
  const ignore = () => undefined;
  return {
    rename: ignore,
    moveTo: ignore,
    copyTo: ignore,
    duplicate: ignore,
    cut: ignore,
    copy: ignore,
    paste: ignore,
    canPaste: false,
    clipboardIds: NOTHING,
    setTags: ignore,
    setFavourite: ignore,
    undo: ignore,
    dialogs: null,
  };
}
