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
});
export type DriveNode = z.infer<typeof driveNode>;

export const sortKey = z.enum(['name', 'size', 'type', 'modified']);
export type SortKey = z.infer<typeof sortKey>;

/** A name as typed; what makes a name invalid has sentences of its own, so the core checks it. */
const name = z.string().max(2000);
const nodeIds = z.array(nodeId).min(1).max(10_000);

export const trashedNode = driveNode.extend({
  trashedAt: z.iso.datetime(),
  /** Names of the folders it was in, from the top. */
  originalPath: z.array(z.string()),
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
        /** From the top down to the folder itself; empty at the top. */
        path: z.array(z.object({ id: nodeId, name: z.string() })),
      }),
    ),
  createFolder: call('member')
    .input(z.object({ parentId: nodeId.nullable(), name }))
    .output(driveNode),
  /** Moves files and folders into the trash, each with everything in it. */
  trash: call('member')
    .input(z.object({ ids: nodeIds }))
    .output(z.object({ count: z.int() })),
  /** Puts trashed files and folders back; a name taken meanwhile gets a number. */
  restore: call('member')
    .input(z.object({ ids: nodeIds }))
    .output(z.object({ count: z.int() })),
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
