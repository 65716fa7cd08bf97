import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';

/** Longest name of a file or folder, in UTF-16 code units. */
export const NAME_MAXIMUM = 255;

export const nodeId = z.uuid();
/** What kind of content a file has, for icons and statistics. */
export const fileType = z.enum([
  'image',
  'video',
  'audio',
  'document',
  'spreadsheet',
  'presentation',
  'pdf',
  'archive',
  'code',
  'other',
]);
export type FileType = z.infer<typeof fileType>;

/** The seven tags that everybody has, in the order they are shown. */
export const TAG_COLORS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey'] as const;
export const tagColor = z.enum(TAG_COLORS);
export type TagColor = z.infer<typeof tagColor>;

/** A file or folder as its owner sees it. */
export const driveNode = z.object({
  id: nodeId,
  kind: z.enum(['folder', 'file']),
  name: z.string(),
  /** Null for folders. */
  sizeBytes: z.int().nullable(),
  type: fileType.nullable(),
  mime: z.string().nullable(),
  createdAt: z.iso.datetime(),
  modifiedAt: z.iso.datetime(),
  tags: z.array(tagColor),
  favourite: z.boolean(),
  /** Changes whenever the bytes do; null for folders. */
  contentId: z.uuid().nullable(),
});
export type DriveNode = z.infer<typeof driveNode>;

export const sortKey = z.enum(['name', 'size', 'type', 'modified']);
export type SortKey = z.infer<typeof sortKey>;

/** A folder on the way from the top. */
export const placeName = z.object({ id: nodeId, name: z.string() });

/** A live file or folder together with where it is: the folders from the top down to the one it is in. */
export const placedNode = driveNode.extend({ path: z.array(placeName) });
export type PlacedNode = z.infer<typeof placedNode>;

/**
 * What becomes of an entry whose name is taken where it goes to. `ask` leaves it where it is and reports it. `replace`
 * makes a file the newest version of the one that is there, and merges folders; a file and a folder are always both kept.
 */
export const conflictChoice = z.enum(['ask', 'replace', 'keepBoth', 'skip']);
export type ConflictChoice = z.infer<typeof conflictChoice>;

/** An entry that stayed where it is because its name is taken where it should go. */
export const nameConflict = z.object({ node: driveNode, existing: driveNode });
export type NameConflict = z.infer<typeof nameConflict>;

/** What a change did. `undoId` takes it back; null when nothing was changed. */
export const changed = z.object({
  count: z.int(),
  undoId: z.uuid().nullable(),
  conflicts: z.array(nameConflict),
});
export type Changed = z.infer<typeof changed>;

/** What a move did: `leftIn` says whose trash the originals are in, where it led from one person's drive to another's. */
export const moved = changed.extend({
  leftIn: z.array(z.object({ owner: z.string(), mine: z.boolean() })).optional(),
});
export type Moved = z.infer<typeof moved>;

/** A name as typed; what makes a name invalid has sentences of its own, so the core checks it. */
export const typedName = z.string().max(2000);
export const nodeIds = z.array(nodeId).min(1).max(10_000);

/** Changes of the same batch are one for the person: they are taken back together. */
export const batchId = z.uuid().optional();

export const trashedNode = driveNode.extend({
  trashedAt: z.iso.datetime(),
  /** Names of the folders it was in, from the top. */
  originalPath: z.array(z.string()),
  /** When it will be deleted for ever by its age; null when the trash is kept. */
  expiresAt: z.iso.datetime().nullable(),
});
export type TrashedNode = z.infer<typeof trashedNode>;

/** A person's own files and folders. `folderId` null means the top. */
export const drive = {
  /** A page of a folder, folders first; `cursor` continues where the page before it ended. */
  list: call('member')
    .input(
      z.object({
        folderId: nodeId.nullable(),
        sort: sortKey.default('name'),
        descending: z.boolean().default(false),
        cursor: z.string().max(4000).nullable().default(null),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(
      z.object({
        items: z.array(driveNode),
        next: z.string().nullable(),
        /** How many entries the whole folder has. */
        total: z.int(),
        /** From the top down to the folder itself; empty at the top. Of what others share, from the shared folder. */
        path: z.array(placeName),
        /** Set in a folder that somebody else shares with the caller. */
        shared: z.object({ ownerName: z.string(), access: z.enum(['read', 'write']) }).nullable(),
      }),
    ),
  createFolder: call('member')
    .input(z.object({ parentId: nodeId.nullable(), name: typedName }))
    .output(driveNode),
  /** Moves files and folders into the trash, each with everything in it. */
  trash: call('member')
    .input(z.object({ ids: nodeIds, batch: batchId }))
    .output(changed),
  /** Puts trashed files and folders back where they were; folders that are gone are made again. */
  restore: call('member')
    .input(z.object({ ids: nodeIds, conflicts: conflictChoice.default('keepBoth'), batch: batchId }))
    .output(changed),
  listTrash: call('member')
    .input(
      z.object({
        cursor: z.string().max(4000).nullable().default(null),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ items: z.array(trashedNode), next: z.string().nullable(), total: z.int() })),
  /** Deletes for ever; null empties the whole trash. */
  deleteForever: call('member')
    .input(z.object({ ids: nodeIds.nullable() }))
    .output(z.object({ count: z.int() })),
  /** Tells which folders changed, so that what is shown is fetched again; null is the top. */
  watch: call('member').output(eventIterator(z.object({ folderIds: z.array(nodeId.nullable()) }))),
};
