import type { DriveNode } from '../../contract/drive.ts';
import type { Tx } from '../db/schema.ts';

/** A file's bytes that are safely in the store and wait to become visible. */
export interface StoredUpload {
  readonly userId: string;
  /** In whose activity it stands: `userId`'s when absent, nobody's for null, as what a stranger sent. */
  readonly doneBy?: string | null;
  /** Row of `objects`, reserved by this user. */
  readonly objectId: string;
  readonly etag: string;
  readonly size: number;
  readonly folderId: string;
  /** Wished name; where it is taken, `conflict` says what happens. */
  readonly name: string;
  /**
   * What becomes of it where a file has its name: the file's newest content, nothing at all, or (as where a folder has
   * the name) a file with a number. Numbered when absent, so that nothing is replaced that nobody decided on.
   */
  readonly conflict?: 'replace' | 'skip' | 'keepBoth' | null;
  /** Modification time of the source, ISO 8601. */
  readonly modifiedAt: string;
  /** What whoever uploads writes down of it in the same transaction, so that a crash leaves both or neither. */
  readonly note?: UploadNote;
}

/** Uploads with the same `write` are noted together, once a transaction; it may be called again after a rollback. */
export interface UploadNote {
  readonly id: string;
  readonly write: (tx: Tx, ids: readonly string[]) => Promise<void>;
}

/** An entry found by walking down from chosen files and folders. */
export interface WalkedEntry {
  readonly id: string;
  readonly kind: 'folder' | 'file';
  /** Names from the chosen entry (included) down to this one. */
  readonly path: readonly string[];
  readonly size: number;
  /** Key in the store; null for folders. */
  readonly objectKey: string | null;
  readonly modifiedAt: string;
}

/** A file that has a name asked for. */
export interface NamedFile {
  readonly id: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}

/** What other rooms may do with a person's files. Everything is bounded to the user named in the call. */
export interface DriveAccess {
  /** Writes the top folder of a new person, inside the transaction that makes them. */
  createRoot(tx: Tx, userId: string, rootId: string): Promise<void>;
  /** The id of a live folder of the user, the top for null; throws FOLDER_GONE. */
  resolveFolder(userId: string, folderId: string | null): Promise<string>;
  /**
   * The folder reached by these names from `folderId`, made where it is missing and reused where it is there. Throws
   * FOLDER_GONE, NAME_INVALID, NAME_TOO_LONG.
   */
  ensurePath(userId: string, folderId: string, names: readonly string[]): Promise<string>;
  /** The live files of a folder that have one of these names, by the name asked for. */
  filesNamed(userId: string, folderId: string, names: readonly string[]): Promise<Map<string, NamedFile>>;
  /** The live file of a folder that has this name; null when none has. */
  fileNamed(userId: string, folderId: string, name: string): Promise<DriveNode | null>;
  /**
   * Throws QUOTA_EXCEEDED or CLOUD_FULL when so many more bytes do not fit. `reservedBytes` (0 when absent) are on their
   * way to the person's account already, and partly on the disk.
   */
  checkRoom(userId: string, bytes: number, reservedBytes?: number): Promise<void>;
  /**
   * Makes an upload visible; uploads that end at the same moment share one transaction. Doing it again for the same
   * object gives the same node. One that is skipped gives the file that was there, and its object to the sweep. Throws FOLDER_GONE, QUOTA_EXCEEDED, NAME_INVALID and NAME_TOO_LONG, after which the
   * object is still reserved, and NOT_FOUND for an object that was given up.
   */
  commitUpload(upload: StoredUpload): Promise<DriveNode>;
  /** The file that holds, or held, a content; null when it is deleted for ever. */
  fileOfContent(userId: string, objectId: string): Promise<DriveNode | null>;
  /** Every live entry at and below the chosen ones, parents before children, read in pages. Throws NOT_FOUND. */
  walk(userId: string, ids: readonly string[]): AsyncIterable<WalkedEntry>;
  /**
   * Marks all of a person's files as deleted for ever, inside the transaction that removes the person; their rows go
   * little by little afterwards. Throws NOT_FOUND when there is no such person any more.
   */
  removeAll(tx: Tx, userId: string): Promise<void>;
  /**
   * Moves all of a person's live files into a new folder at the other's top, and their sizes to its account, whatever
   * its quota; the trash is deleted for ever. A name taken gets a number. Throws NOT_FOUND, NAME_INVALID, NAME_TOO_LONG.
   */
  giveAll(tx: Tx, fromUserId: string, toUserId: string, folderName: string): Promise<void>;
}
