import { z } from 'zod';
import { call } from './call.ts';
import { fileType, nodeId, nodeIds, placedNode, placeName, sortKey, tagColor } from './drive.ts';
import { grantAccess } from './shares.ts';

const cursor = z.string().max(4000).nullable().default(null);
const limit = z.int().min(1).max(1000).default(200);
/** What was found, wherever. */
export const foundNode = placedNode.extend({
  /**
   * Who shares it with the caller, and what the caller may do in the folder that it is in; null for one's own. The path
   * of what is shared begins with the shared folder.
   */
  owner: z.object({ id: z.uuid(), name: z.string(), access: grantAccess }).nullable(),
});
export type FoundNode = z.infer<typeof foundNode>;
const foundPage = z.object({ items: z.array(foundNode), next: z.string().nullable() });
export type FoundPage = z.infer<typeof foundPage>;

/** What to look for. An empty text with filters finds all that passes the filters. */
export const searchInput = z.object({
  /** Words that the name contains, in any order; accents and case do not count. */
  text: z.string().max(500),
  /** Only in and below this folder, one's own or shared; null is everywhere. */
  folderId: nodeId.nullable().default(null),
  /** In whose drive: one's own, that of the person with this id as far as they share it, or all of these. */
  owner: z.union([z.enum(['anyone', 'mine']), z.uuid()]).default('anyone'),
  kind: z.enum(['folder', 'file']).nullable().default(null),
  /** Only one's own, and what lies where others let one change things. */
  writable: z.boolean().default(false),
  types: z.array(fileType).default([]),
  /** Entries that carry all of these. Tags are one's own, so nothing that others share is found by them. */
  tags: z.array(tagColor).default([]),
  minimumBytes: z.int().nonnegative().nullable().default(null),
  maximumBytes: z.int().nonnegative().nullable().default(null),
  modifiedFrom: z.iso.datetime().nullable().default(null),
  modifiedTo: z.iso.datetime().nullable().default(null),
  cursor,
  limit: z.int().min(1).max(200).default(50),
});
export type SearchInput = z.input<typeof searchInput>;

/** Something that happened to one file or folder. */
export const historyEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  kind: z.enum([
    'created',
    'renamed',
    'moved',
    'copied',
    'trashed',
    'restored',
    'tagged',
    'replaced',
    'versionRestored',
    'undone',
  ]),
  /** What it was before: the earlier name, or the folder it was in. */
  detail: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Ways to come upon files and folders other than going from folder to folder. */
export const find = {
  /**
   * One's own first, then what others share, the drives of others one by one. In each the best first: names that begin
   * with the text, then the most recently changed. Throws FOLDER_GONE.
   */
  search: call('member').input(searchInput).output(foundPage),
  /**
   * All live entries with a tag, the favourites, or the recent files: those of one's own that were used last, and with
   * them what one looked at, and what was changed last, in the folders that others share.
   */
  collection: call('member')
    .input(
      z.object({
        of: z.union([z.object({ tag: tagColor }), z.enum(['favourites', 'recent'])]),
        sort: sortKey.nullable().default(null),
        descending: z.boolean().default(false),
        cursor,
        limit,
      }),
    )
    .output(foundPage.extend({ total: z.int() })),
  /** The folders in a folder, for the tree. */
  folders: call('member')
    .input(z.object({ folderId: nodeId.nullable(), cursor, limit }))
    .output(
      z.object({
        items: z.array(placeName.extend({ hasFolders: z.boolean() })),
        next: z.string().nullable(),
      }),
    ),
  /** One entry with where it is. Throws NOT_FOUND. */
  details: call('member')
    .input(z.object({ id: nodeId }))
    .output(foundNode.extend({ versionCount: z.int(), versionBytes: z.int() })),
  /** Everything in and below the entries together; takes time that grows with their number. Throws NOT_FOUND. */
  measure: call('member')
    .input(z.object({ ids: nodeIds }))
    .output(z.object({ bytes: z.int(), files: z.int(), folders: z.int() })),
  /** What happened to one entry, newest first. Throws NOT_FOUND. */
  history: call('member')
    .input(z.object({ id: nodeId, limit: z.int().min(1).max(200).default(50) }))
    .output(z.array(historyEntry)),
  /** Notes that a file was looked at, for the list of recent ones. */
  opened: call('member')
    .input(z.object({ id: nodeId }))
    .output(z.void()),
};
