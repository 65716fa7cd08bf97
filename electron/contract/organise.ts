import { z } from 'zod';
import { call } from './call.ts';
import {
  batchId,
  changed,
  conflictChoice,
  driveNode,
  moved,
  nodeId,
  nodeIds,
  tagColor,
  typedName,
} from './drive.ts';

/** How many changes of each person can be taken back, at least. */
export const UNDO_MINIMUM = 20;

/** Longest name that a person gives to a tag. */
export const TAG_NAME_MAXIMUM = 40;

export const undoKind = z.enum(['rename', 'move', 'copy', 'trash', 'restore', 'tag', 'favourite']);
export type UndoKind = z.infer<typeof undoKind>;

/** A change that can be taken back; `subject` is the name of the first of `count` entries. */
export const undoEntry = z.object({
  id: z.uuid(),
  kind: undoKind,
  subject: z.string(),
  count: z.int(),
  at: z.iso.datetime(),
});
export type UndoEntry = z.infer<typeof undoEntry>;

const transport = z.object({
  ids: nodeIds,
  /** Where they go; null is the top. */
  folderId: nodeId.nullable(),
  conflicts: conflictChoice.default('ask'),
  batch: batchId,
});

/** Changes to where files and folders are and what is said about them. Each can be taken back. */
export const organise = {
  /** Throws NAME_TAKEN, NAME_INVALID, NAME_TOO_LONG, NOT_FOUND. */
  rename: call('member')
    .input(z.object({ id: nodeId, name: typedName }))
    .output(z.object({ node: driveNode, undoId: z.uuid().nullable() })),
  /**
   * Moves whatever the size in one short transaction. What does not conflict goes on even where something does. Between
   * the drives of two people it is a copy, after which the originals are in the trash of their owner. Throws FOLDER_GONE,
   * FOLDER_INTO_ITSELF, NOT_FOUND, READ_ONLY; between drives also what `copy` does, and CHANGED_MEANWHILE.
   */
  move: call('member').input(transport).output(moved),
  /**
   * Copies share the bytes of what they were made of, and belong to whoever the folder does. Throws FOLDER_GONE,
   * FOLDER_INTO_ITSELF, NOT_FOUND, READ_ONLY, QUOTA_EXCEEDED, and OTHERS_QUOTA_EXCEEDED where the folder's owner has no
   * room.
   */
  copy: call('member').input(transport).output(changed),
  /** Adds tags to entries and takes others away. */
  setTags: call('member')
    .input(z.object({ ids: nodeIds, add: z.array(tagColor), remove: z.array(tagColor), batch: batchId }))
    .output(changed),
  setFavourite: call('member')
    .input(z.object({ ids: nodeIds, favourite: z.boolean(), batch: batchId }))
    .output(changed),
  /** The person's seven tags with their own names (null: the colour's) and how many live entries carry each. */
  tags: call('member').output(
    z.array(z.object({ color: tagColor, name: z.string().nullable(), count: z.int() })),
  ),
  renameTag: call('member')
    .input(z.object({ color: tagColor, name: z.string().trim().max(TAG_NAME_MAXIMUM).nullable() }))
    .output(z.void()),
  /** What can be taken back, newest first. */
  undoable: call('member').output(z.array(undoEntry)),
  /**
   * Takes back one change, the newest for null. Throws NOTHING_TO_UNDO, or UNDO_OUTDATED when it no longer can be; for a
   * move between drives also FOLDER_GONE, NOT_FOUND or READ_ONLY where one may no longer change what it went from or to.
   */
  undo: call('member')
    .input(z.object({ id: z.uuid().nullable() }))
    .output(undoEntry),
};
