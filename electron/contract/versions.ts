import { z } from 'zod';
import { call } from './call.ts';
import { driveNode, nodeId } from './drive.ts';

/** An earlier content of a file. */
export const fileVersion = z.object({
  id: z.uuid(),
  sizeBytes: z.int(),
  /** When this content had been changed last before it was stored. */
  modifiedAt: z.iso.datetime(),
  /** When newer content took its place. */
  replacedAt: z.iso.datetime(),
  /** When it goes by its age; null when it is kept. */
  expiresAt: z.iso.datetime().nullable(),
  contentId: z.uuid(),
});
export type FileVersion = z.infer<typeof fileVersion>;

/** How long things are kept; null is for ever. */
export const retention = z.object({
  trashDays: z.int().min(1).max(3650).nullable(),
  versionDays: z.int().min(1).max(3650).nullable(),
  /** Newest earlier versions kept of each file; 0 keeps none. */
  versionCount: z.int().min(0).max(1000).nullable(),
});
export type Retention = z.infer<typeof retention>;

/** Earlier contents of files. */
export const versions = {
  /** Newest first. Throws NOT_FOUND. */
  list: call('member')
    .input(z.object({ id: nodeId }))
    .output(z.array(fileVersion)),
  /** Makes an earlier content the current one; the current one becomes a version. Throws NOT_FOUND. */
  restore: call('member')
    .input(z.object({ id: nodeId, versionId: z.uuid() }))
    .output(driveNode),
  /** Deletes earlier contents for ever, all for null. Throws NOT_FOUND. */
  remove: call('member')
    .input(z.object({ id: nodeId, versionIds: z.array(z.uuid()).min(1).max(1000).nullable() }))
    .output(z.object({ count: z.int() })),
  /** Deletes all earlier contents of all of the person's files for ever. */
  removeAll: call('member').output(z.object({ count: z.int() })),
  retention: call('member').output(retention),
  setRetention: call('admin').input(retention).output(retention),
};
