import { createContext, use } from 'react';
import type { TagChange } from './use-organise.tsx';

/** A folder as a place to put things: null is the top. Its name is looked up where it is not known. */
export interface Place {
  readonly id: string | null;
  readonly name?: string | undefined;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * The changes to files and folders. Each asks what it leaves open, says what it did or why it could not, shows it
 * everywhere, and can be taken back; only `rename` throws, for the box that the name was typed into.
 */
export interface Changes {
  /** False where it failed before any of it was done. */
  readonly transport: (how: 'move' | 'copy', nodes: readonly Named[], place: Place) => Promise<boolean>;
  /** Makes a copy beside each of these in one folder. */
  readonly duplicate: (nodes: readonly Named[], folderId: string | null) => Promise<void>;
  readonly rename: (node: Named, name: string) => Promise<void>;
  readonly setTags: (nodes: readonly Named[], change: TagChange) => Promise<void>;
  readonly setFavourite: (nodes: readonly Named[], favourite: boolean) => Promise<void>;
  readonly trash: (nodes: readonly Named[]) => Promise<void>;
  readonly restore: (nodes: readonly Named[]) => Promise<void>;
  /** Takes back one change, the newest for null. */
  readonly undo: (id: string | null) => Promise<void>;
}

export const ChangesContext = createContext<Changes | null>(null);

/** The changes, within the host. */
export function useChanges(): Changes {
  const changes = use(ChangesContext);
  if (changes === null) throw new Error('outside of the organise host');
  return changes;
}
