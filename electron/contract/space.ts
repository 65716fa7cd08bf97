import { z } from 'zod';
import { call } from './call.ts';
import { fileType, nodeId, placedNode, placeName } from './drive.ts';

const amount = z.object({ bytes: z.int(), files: z.int() });

/** Files with the same content. */
export const duplicateGroup = z.object({
  sizeBytes: z.int(),
  /** What would be free if only one were left; copies made here share their bytes and waste nothing. */
  wastedBytes: z.int(),
  items: z.array(placedNode),
});
export type DuplicateGroup = z.infer<typeof duplicateGroup>;

/** Where a person's space went. */
export const space = {
  /** One folder, cut into the folders in it and the files that lie in it directly. Throws FOLDER_GONE. */
  overview: call('member')
    .input(z.object({ folderId: nodeId.nullable() }))
    .output(
      z.object({
        path: z.array(placeName),
        total: amount,
        /** Largest first. */
        folders: z.array(amount.extend({ id: nodeId, name: z.string() })),
        /** Files directly in the folder. */
        own: amount,
        byType: z.array(amount.extend({ type: fileType })),
        /** Of the whole person, whatever the folder. */
        trash: amount,
        versions: amount,
      }),
    ),
  largest: call('member')
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.array(placedNode)),
  /** The most wasteful first. */
  duplicates: call('member')
    .input(z.object({ limit: z.int().min(1).max(100).default(50) }))
    .output(z.array(duplicateGroup)),
};
