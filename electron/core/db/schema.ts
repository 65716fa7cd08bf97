import type { Generated, Kysely, Transaction } from 'kysely';
import type { SearchEntriesTable, SearchGarbageTable, SearchNamesTable } from './schema-search.ts';

/**
 * The tables, in the portable subset: text ids (UUIDv7), ISO 8601 times in UTC, 0/1 flags, JSON as text.
 * Sizes are bytes as integers.
 */
export interface Schema {
  cloud: CloudTable;
  users: UsersTable;
  sessions: SessionsTable;
  throttles: ThrottlesTable;
  objects: ObjectsTable;
  nodes: NodesTable;
  versions: VersionsTable;
  tag_names: TagNamesTable;
  undo: UndoTable;
  history: HistoryTable;
  thumbnails: ThumbnailsTable;
  transfers: TransfersTable;
  activity: ActivityTable;
  usage_days: UsageDaysTable;
  care_reports: CareReportsTable;
  network: NetworkTable;
  shares: SharesTable;
  share_items: ShareItemsTable;
  share_visits: ShareVisitsTable;
  share_progress: ShareProgressTable;
  grants: GrantsTable;
  grant_leavers: GrantLeaversTable;
  web_uploads: WebUploadsTable;
  ended_uploads: EndedUploadsTable;
  opened: OpenedTable;
  search_entries: SearchEntriesTable;
  search_garbage: SearchGarbageTable;
  search_names: SearchNamesTable;
}

/** What services hold: the database, or a transaction of it. */
export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** One row: this cloud. */
export interface CloudTable {
  id: string;
  name: string;
  data_folder: string | null;
  /** The engine chosen, as JSON without its secret. */
  engine: string;
  setup_step: 'account' | 'code' | 'location' | 'install' | 'done';
  /** 1 once the data folder has been claimed: from then on it is never created anew. */
  folder_claimed: number;
  /** Days after which the trash is emptied; null never. */
  trash_days: Generated<number | null>;
  /** Days after which earlier contents of files go, and how many of each file are kept; null for ever, all. */
  version_days: Generated<number | null>;
  version_count: Generated<number | null>;
  created_at: string;
}

export interface UsersTable {
  id: string;
  name: string;
  user_name: string;
  /** The user name folded, so that two spellings of one name cannot both exist. */
  user_name_key: string;
  role: 'owner' | 'admin' | 'member';
  password_hash: string;
  /** sha256 of the recovery code, hex; null when there is none. */
  recovery_hash: string | null;
  must_change_password: number;
  disabled: number;
  quota_bytes: number | null;
  /** The folder at the top of this person's files. */
  root_id: string;
  /** Bytes stored, trash and earlier contents included, and files, trash included: kept in step with `nodes` in the same transaction. */
  used_bytes: number;
  file_count: number;
  /** Bytes and number of earlier contents; the bytes are part of `used_bytes`. */
  version_bytes: number;
  version_count: number;
  created_at: string;
  last_seen_at: string | null;
}

export interface SessionsTable {
  id: string;
  user_id: string;
  /** sha256 of the token, hex. */
  token_hash: string;
  /** 1: outlives a restart of the app. */
  persistent: number;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  /** A word for the browser and system; null for the window on this computer. */
  device: string | null;
  /** Where it came from on the network, likewise. */
  address: string | null;
}

/** Failures in a row for one thing guessed at, for example `sign-in:<user name key>`. */
export interface ThrottlesTable {
  key: string;
  failures: number;
  blocked_until: string | null;
  updated_at: string;
}

/** An object in the store. `pending` ones are reserved by an upload; `garbage` ones wait for the sweep. */
export interface ObjectsTable {
  id: string;
  key: string;
  /** Who stored it, or was given the file. May be a person who is no more; files of others may share it. */
  owner_id: string;
  size: number;
  etag: string | null;
  state: 'pending' | 'stored' | 'garbage';
  created_at: string;
}

export interface NodesTable {
  id: string;
  owner_id: string;
  /** Null for a person's top folder, and for folders that are being deleted for ever. */
  parent_id: string | null;
  kind: 'folder' | 'file';
  name: string;
  /** The name normalised and folded: unique among the live entries of a folder. */
  name_key: string;
  /** The name in a form that sorts as people expect (numbers by value). */
  sort_key: string;
  object_id: string | null;
  size: number;
  type: string | null;
  mime: string | null;
  created_at: string;
  modified_at: string;
  /** Set on the entry that was put in the trash; what is inside it goes along unseen. */
  trashed_at: string | null;
  /** Names of the folders it was in, from the top, as JSON: only where those folders are deleted for ever. */
  trashed_path: string | null;
  /** Set once it is to be deleted for ever: nobody sees it any more, and the purge removes it with all in it. */
  purged_at: string | null;
  /** One bit for each tag, in the order of the contract's list. */
  tags: Generated<number>;
  favourite_at: string | null;
  /** When a file was last stored, changed or looked at: the order of the recent ones. */
  touched_at: string | null;
}

/** An earlier content of a file. */
export interface VersionsTable {
  id: string;
  node_id: string;
  owner_id: string;
  object_id: string;
  size: number;
  modified_at: string;
  replaced_at: string;
}

/** The name that a person gave to a tag. */
export interface TagNamesTable {
  user_id: string;
  color: string;
  name: string;
}

/** A change that a person can take back. */
export interface UndoTable {
  id: string;
  user_id: string;
  at: string;
  kind: string;
  subject: string;
  count: number;
  /** Changes with the same batch are taken back together. */
  batch: string | null;
  /** What is needed to take it back, as JSON. */
  data: string;
}

/** What happened to one node. Its creation and its versions are known from elsewhere. */
export interface HistoryTable {
  id: string;
  node_id: string;
  user_id: string;
  at: string;
  kind: string;
  detail: string | null;
}

/** The small picture of an object's content, which lies beside it in the store. */
export interface ThumbnailsTable {
  object_id: string;
  /** `none`: nothing can be shown of it. */
  state: 'ready' | 'none';
  width: number | null;
  height: number | null;
  made_at: string;
}

export interface TransfersTable {
  id: string;
  batch_id: string;
  user_id: string;
  direction: 'upload' | 'download' | 'zip';
  status: 'waiting' | 'asking' | 'running' | 'paused' | 'retrying' | 'done' | 'failed' | 'cancelled';
  name: string;
  /** Where the bytes come from (upload) or go to (download) on this computer. */
  path: string;
  /** 1: the file at `path` was made for this upload and goes when it ends. */
  temporary: number;
  /** Upload: the folder that the file will appear in. */
  folder_id: string | null;
  /** Download: the file that is fetched. */
  node_id: string | null;
  object_id: string | null;
  total_bytes: number;
  done_bytes: number;
  /** Modification time of the source in milliseconds, to notice that it changed meanwhile. */
  source_mtime: number | null;
  /** Multipart upload in progress: its id and the parts stored, as JSON. */
  multipart: string | null;
  /** What becomes of an upload whose name is taken; null asks nobody and keeps both. */
  conflict: 'ask' | 'replace' | 'keepBoth' | 'skip' | null;
  /** Download of an earlier content. */
  version_id: string | null;
  /** In whose drive it is or will be, where somebody else shares it. */
  drive_owner_id: string | null;
  /**
   * Zip: ids of the entries chosen, as JSON. Upload that asks: size and time of the file that is there, as JSON.
   * Download that is being read: the folder of this computer made for the chosen one.
   */
  selection: string | null;
  failure: string | null;
  attempts: number;
  created_at: string;
  /** When it ended. Set on an upload that waits: its file is made, and that it is done has not been written yet. */
  finished_at: string | null;
}

export interface ActivityTable {
  id: string;
  user_id: string;
  at: string;
  kind: string;
  subject: string | null;
  count: number;
}

export interface UsageDaysTable {
  user_id: string;
  day: string;
  uploads: number;
  upload_bytes: number;
  downloads: number;
  download_bytes: number;
}

/** What the last check of the cloud found, under the id `last`. */
export interface CareReportsTable {
  id: string;
  at: string;
  /** As JSON. */
  report: string;
}

/** One row, under the id `this`: the door on the local network. */
export interface NetworkTable {
  id: string;
  mode: 'off' | 'links' | 'people';
  /** Kept from run to run; null until the door was first opened. */
  port: number | null;
  chosen_address: string | null;
  secure: number;
}

/** A link, a direct link, or a request for files. */
export interface SharesTable {
  id: string;
  owner_id: string;
  kind: 'link' | 'direct' | 'request';
  /** sha256 of the token, hex. The token itself is made anew from the id and a secret of the vault. */
  token_hash: string;
  name: string;
  holds: 'file' | 'folder' | 'selection';
  /** The one file or folder, or the folder that is filled; null for a selection, and once it is deleted for ever. */
  node_id: string | null;
  expires_at: string | null;
  password_hash: string | null;
  view_only: number;
  download_limit: number | null;
  asks_name: number;
  note: string;
  paused: number;
  revoked_at: string | null;
  created_at: string;
  last_used_at: string | null;
  opens: number;
  downloads: number;
  maximum_files: number | null;
  maximum_bytes: number | null;
  maximum_file_bytes: number | null;
  received_files: number;
  received_bytes: number;
}

/** What a link gives, or the folder that a request fills: entries of its owner. */
export interface ShareItemsTable {
  share_id: string;
  node_id: string;
}

export interface ShareVisitsTable {
  id: string;
  share_id: string;
  at: string;
  kind: 'opened' | 'downloaded' | 'received' | 'wrongPassword';
  /** sha256 of what names the browser, cut; null where there is none. */
  visitor: string | null;
  by_name: string | null;
  from_address: string;
  device: string;
  subject: string | null;
  bytes: number | null;
}

/** Which bytes of a file a visitor has so far; goes when they have all of it, which counts as one download. */
export interface ShareProgressTable {
  share_id: string;
  /** As in `share_visits`. */
  visitor: string;
  /** The object. */
  subject: string;
  /** Pairs of first and last byte, as JSON. */
  ranges: string;
  updated_at: string;
}

/** A folder that one person shares with another; with everyone where no person is named. */
export interface GrantsTable {
  id: string;
  owner_id: string;
  folder_id: string;
  person_id: string | null;
  access: 'read' | 'write';
  created_at: string;
}

/** Who left what is shared with everyone. */
export interface GrantLeaversTable {
  grant_id: string;
  person_id: string;
}

/** When a person last looked at a file that somebody else shares with them. */
export interface OpenedTable {
  node_id: string;
  user_id: string;
  at: string;
}

/** An upload of a browser, from its reservation until it is a file. */
export interface WebUploadsTable {
  id: string;
  /** Whose file it becomes. */
  owner_id: string;
  /** Who sends it; null for a stranger who fills a request. */
  person_id: string | null;
  share_id: string | null;
  /** The stranger's browser, and the name they gave. */
  visitor: string | null;
  sender: string | null;
  object_id: string;
  key: string;
  folder_id: string;
  name: string;
  size: number;
  modified_at: string;
  /** The store's id of the upload in parts; null for one that goes whole. */
  multipart_id: string | null;
  part_bytes: number;
  created_at: string;
  used_at: string;
}

/** An upload of a browser that became a file lately, for whoever asks again as the answer was lost on its way. */
export interface EndedUploadsTable {
  /** As it was in `web_uploads`. */
  id: string;
  owner_id: string;
  /** Who sent it, in one word: a person, or a browser at a share. */
  sender: string;
  /** The content that it became. */
  object_id: string;
  ended_at: string;
}
