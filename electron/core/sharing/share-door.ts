import type { FileType } from '../../contract/drive.ts';
import type { WebUpload } from '../../contract/uploads.ts';

/** A stranger's browser. */
export interface Visitor {
  /** Unguessable, from its cookie: what it has downloaded is counted by it. */
  readonly id: string;
  /** Tickets from its cookie: passwords of shares that it knows. */
  readonly tickets: readonly string[];
  /** The name it gave, if any. */
  readonly name: string | null;
  readonly address: string;
  /** A word for browser and system. */
  readonly device: string;
}

/** A link or request that a stranger may use. */
export interface OpenShare {
  readonly id: string;
  readonly kind: 'link' | 'request';
  readonly ownerId: string;
  /** The password it was opened with, in a form that says nothing of it: what begins under an earlier one may not. */
  readonly lock: string | null;
  /** Name of the person who shares. */
  readonly sharedBy: string;
  readonly name: string;
  readonly holds: 'file' | 'folder' | 'selection';
  /** The one file; null for folders and selections. */
  readonly fileId: string | null;
  readonly note: string;
  readonly expiresAt: Date | null;
  readonly viewOnly: boolean;
  /** Downloads that are left; null without a limit. */
  readonly downloadsLeft: number | null;
  readonly asksName: boolean;
  readonly request: {
    readonly maximumFiles: number | null;
    readonly maximumBytes: number | null;
    readonly maximumFileBytes: number | null;
    readonly files: number;
    readonly bytes: number;
  } | null;
}

/** A wrong, expired, paused, revoked, used up link, or one whose content is gone: no difference to a stranger. */
export type OpenAnswer =
  | { readonly kind: 'open'; readonly share: OpenShare }
  | { readonly kind: 'password' }
  | { readonly kind: 'closed' };

export interface ShareEntry {
  readonly id: string;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  /** Null for folders. */
  readonly sizeBytes: number | null;
  readonly type: FileType | null;
  readonly mime: string | null;
  readonly modifiedAt: Date;
  readonly contentId: string | null;
  /** Key in the store, for who serves it; never for a page. Null for folders. */
  readonly key: string | null;
}

export interface SharePage {
  readonly items: readonly ShareEntry[];
  readonly next: string | null;
  readonly total: number;
  /** From the shared folder down to the one shown. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  readonly totalBytes: number | null;
}

/** A download that was let through. Exactly one of its two ends has to be told. */
export interface ShareDownload {
  /** Aborts when the share is closed meanwhile. */
  readonly signal: AbortSignal;
  /** The bytes from `first` to `last` of the whole have left; for a zip, all of it once it ended. */
  sent(range: { readonly first: number; readonly last: number } | 'all'): Promise<void>;
  /** It broke off before anything could be told. */
  broken(): Promise<void>;
}

/** What strangers may do with shares, for whoever serves them pages. Never by name or path: by token and ids below it. */
export interface ShareDoor {
  open(token: string, visitor: Visitor): Promise<OpenAnswer>;
  /** Tries a password: the ticket that opens it from now on. Guessing gets slower and slower, and then `closed`. */
  unlock(token: string, password: string, visitor: Visitor): Promise<{ ticket: string } | 'wrong' | 'closed'>;
  /** Notes that the page was shown; once for each visitor in a while. */
  opened(share: OpenShare, visitor: Visitor): Promise<void>;
  /** What is in the share, or in a folder below it; null for what is not. Folders first, by name. */
  list(
    share: OpenShare,
    folderId: string | null,
    page: { readonly cursor: string | null; readonly limit: number },
  ): Promise<SharePage | null>;
  /** A file of the share; null for what is not in it. */
  file(share: OpenShare, nodeId: string): Promise<ShareEntry | null>;
  /** Folders and files below the share for a zip, as ids of its owner's entries; null for what is not in it. */
  zipIds(share: OpenShare, folderId: string | null): Promise<readonly string[] | null>;
  /**
   * Asks to download a file (`subject` is its content id and size known) or a zip (size null); null when it may not be.
   * `range` are the bytes asked for, null or absent for all: parts that do not overlap are one download, and one that
   * is asked for again takes the place of the one before where the limit leaves no other. Never for HEAD.
   */
  download(
    share: OpenShare,
    visitor: Visitor,
    what: {
      readonly subject: string;
      readonly name: string | null;
      readonly sizeBytes: number | null;
      readonly range?: { readonly first: number; readonly last: number } | null;
    },
  ): Promise<ShareDownload | null>;
  /**
   * Asks to show a file on the page, which counts as nothing; null when the share is closed. `end` has to be told.
   */
  look(share: OpenShare): Promise<{ readonly signal: AbortSignal; end(): void } | null>;

  /**
   * A file for a request. Where `asking` aborts before it is done, nothing is reserved. Throws FILE_TOO_LARGE, REQUEST_FULL, NAME_INVALID,
   * NAME_TOO_LONG, CLOUD_FULL, TOO_BUSY.
   */
  beginUpload(
    share: OpenShare,
    visitor: Visitor,
    file: { readonly name: string; readonly sizeBytes: number; readonly modifiedAt: string },
    asking?: AbortSignal,
  ): Promise<Pick<WebUpload, 'id' | 'partBytes' | 'parts'>>;
  /** Addresses to PUT parts to at this origin, for example `http://192.168.1.20:8710`. Throws UPLOAD_GONE, REQUEST_FULL, CLOUD_FULL. */
  signUpload(
    share: OpenShare,
    visitor: Visitor,
    upload: { readonly id: string; readonly numbers: readonly number[]; readonly origin: string },
  ): Promise<readonly string[]>;
  /** Makes the file; never over another. The receipt says what was stored. Throws UPLOAD_GONE, UPLOAD_INCOMPLETE. */
  finishUpload(share: OpenShare, visitor: Visitor, id: string): Promise<{ name: string; sizeBytes: number }>;
  abortUpload(share: OpenShare, visitor: Visitor, id: string): Promise<void>;
  /** What this visitor has sent. */
  sent(share: OpenShare, visitor: Visitor): Promise<readonly { name: string; sizeBytes: number; at: Date }[]>;

  /**
   * Whether a direct link may be used: its share's id (a signed parameter of the address) and the key of the object in
   * it. The caller has verified the signature. `asked` is the request: its method, and its Range header if it has one;
   * a HEAD takes no place within the limit. Null for one that is closed. `finished` has to be told: false for HEAD and
   * for what broke off, true for all of it; `sent` are the bytes that left where only a part was asked for, or where it
   * broke off.
   */
  direct(
    shareId: string,
    key: string,
    visitor: Pick<Visitor, 'address' | 'device'>,
    asked?: { readonly method: string; readonly range: string | null },
  ): Promise<{
    readonly signal: AbortSignal;
    finished(complete: boolean, sent?: { readonly first: number; readonly last: number }): Promise<void>;
  } | null>;
}
