import { z } from 'zod';
import { call } from './call.ts';
import { driveNode, nodeId, typedName } from './drive.ts';

export const uploadId = z.uuid();

/** A part of an upload that is stored. Parts are counted from 1. */
export const storedPart = z.object({
  number: z.int().min(1).max(10_000),
  sizeBytes: z.int(),
  etag: z.string(),
});
export type StoredPart = z.infer<typeof storedPart>;

/** An upload from a browser that is under way or may be gone on with. */
export const webUpload = z.object({
  id: uploadId,
  name: z.string(),
  folderId: nodeId.nullable(),
  sizeBytes: z.int(),
  modifiedAt: z.iso.datetime(),
  /** Every part but the last has this size. */
  partBytes: z.int(),
  /** What the store has already. */
  parts: z.array(storedPart),
  createdAt: z.iso.datetime(),
});
export type WebUpload = z.infer<typeof webUpload>;

/**
 * Uploads of browsers: reserved here, sent part by part to presigned addresses at the door, and made a file here. A
 * part that was sent is safe: an upload that broke off goes on with what is missing for a week.
 */
export const uploads = {
  /**
   * Reserves an upload, or finds the one of the same file (name, size, time, folder) that broke off. `path` are the
   * folders below `folderId`, made where they are missing. Throws FOLDER_GONE, QUOTA_EXCEEDED, CLOUD_FULL, NAME_INVALID,
   * NAME_TOO_LONG, READ_ONLY.
   */
  begin: call('member')
    .input(
      z.object({
        folderId: nodeId.nullable(),
        path: z.array(typedName).max(100).default([]),
        name: typedName,
        sizeBytes: z.int().nonnegative(),
        modifiedAt: z.iso.datetime(),
      }),
    )
    .output(webUpload),
  /** Addresses to PUT parts to, good for an hour, at the host that the browser used. Throws UPLOAD_GONE. */
  sign: call('member')
    .input(z.object({ id: uploadId, numbers: z.array(z.int().min(1).max(10_000)).min(1).max(100) }))
    .output(z.object({ urls: z.array(z.string()) })),
  /**
   * Makes the file of parts that are all there. A name that is taken: `ask` answers with a conflict and keeps the
   * upload. Throws UPLOAD_GONE, UPLOAD_INCOMPLETE, and what the drive throws.
   */
  finish: call('member')
    .input(z.object({ id: uploadId, conflict: z.enum(['ask', 'replace', 'keepBoth', 'skip']) }))
    .output(z.object({ node: driveNode.nullable(), existing: driveNode.nullable() })),
  /** Gives an upload up, with the parts that are stored. */
  abort: call('member')
    .input(z.object({ id: uploadId }))
    .output(z.void()),
  /** What may be gone on with. */
  unfinished: call('member').output(z.array(webUpload)),
};
