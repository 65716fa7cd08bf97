import type { Tx } from '../db/schema.ts';
import type { NodeName } from '../drive/names.ts';

/** What the care borrows of the drive, so that what it puts back looks as if the drive had put it there. */
export interface DriveWords {
  /** Throws NAME_INVALID, NAME_TOO_LONG. */
  nameOf(typed: string): NodeName;
  typeOf(name: string): { type: string; mime: string | null };
  /** The first name of the series `name`, `name (2)` and so on that is free in a folder. */
  freeName(
    tx: Tx,
    userId: string,
    folderId: string,
    wished: NodeName,
    kind: 'folder' | 'file',
  ): Promise<NodeName>;
  /** The folder reached by these names, made where it is missing. */
  ensureFolders(
    tx: Tx,
    userId: string,
    folderId: string,
    names: readonly string[],
    now: string,
  ): Promise<{ id: string }>;
}
