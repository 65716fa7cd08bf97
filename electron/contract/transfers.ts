import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { conflictChoice, nodeId, nodeIds } from './drive.ts';
import { failureSchema } from './errors.ts';

export const transferId = z.uuid();

/** A path of this computer that the person chose or dropped, known to the page by this handle only. */
export const grantId = z.uuid();

export const transferStatus = z.enum([
  'waiting',
  /** Its name is taken where it goes; the person has to say what becomes of it. */
  'asking',
  'running',
  'paused',
  'retrying',
  'done',
  'failed',
  'cancelled',
]);
export type TransferStatus = z.infer<typeof transferStatus>;

/** `zip` is one archive made of a selection. */
export const transferDirection = z.enum(['upload', 'download', 'zip']);

/** What stands where an upload is to go. */
export const transferExisting = z.object({ sizeBytes: z.int(), modifiedAt: z.iso.datetime() });
export type TransferExisting = z.infer<typeof transferExisting>;

/** One file on its way in or out. */
export const transfer = z.object({
  id: transferId,
  batchId: z.uuid(),
  direction: transferDirection,
  status: transferStatus,
  name: z.string(),
  /** The folder it goes to (uploads), so that the page can open it. */
  folderId: nodeId.nullable(),
  totalBytes: z.int(),
  doneBytes: z.int(),
  bytesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
  failure: failureSchema.nullable(),
  /** When the source had been changed last; null where it is not known. */
  modifiedAt: z.iso.datetime().nullable(),
  /** Uploads that ask: the file that has the name, as it was when this one was put in line. */
  existing: transferExisting.nullable(),
  createdAt: z.iso.datetime(),
});
export type Transfer = z.infer<typeof transfer>;

/** All of a person's transfers together. */
export const transferTotals = z.object({
  waiting: z.int(),
  /** Uploads whose names are taken. */
  asking: z.int(),
  running: z.int(),
  paused: z.int(),
  failed: z.int(),
  done: z.int(),
  totalBytes: z.int(),
  doneBytes: z.int(),
  bytesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
  /** True while folders are still being read, so that the totals grow. */
  reading: z.boolean(),
});
export type TransferTotals = z.infer<typeof transferTotals>;

/**
 * What a watcher gets: first a snapshot, then changes. Long lists are cut to the ones that matter (asking, running,
 * failed, next in line, newest done), the totals count all.
 */
export const transfersEvent = z.object({ totals: transferTotals, items: z.array(transfer) });
export type TransfersEvent = z.infer<typeof transfersEvent>;

/** One, several or all (null) of the person's transfers. */
const which = z.object({ ids: z.array(transferId).max(10_000).nullable() });

/** Files on their way between this computer and the cloud. Bytes never pass through these calls. */
export const transfers = {
  /**
   * Reads the chosen files and folders and queues them. Folders of one name are merged; `conflicts` says what becomes of
   * a file whose name is taken: with `ask` it waits, and all others go on.
   */
  upload: call('member', { desktopOnly: true })
    .input(
      z.object({
        folderId: nodeId.nullable(),
        grants: z.array(grantId).min(1).max(10_000),
        conflicts: conflictChoice.default('keepBoth'),
      }),
    )
    .output(z.object({ batchId: z.uuid() })),
  /** Says what becomes of uploads that ask: all of a batch, or those named. Skipped ones leave the list. */
  decide: call('member')
    .input(
      z.object({
        batchId: z.uuid(),
        ids: z.array(transferId).max(10_000).nullable(),
        choice: conflictChoice.exclude(['ask']),
      }),
    )
    .output(z.void()),
  /** Queues files and whole folders for a folder of this computer; a name taken there gets a number. */
  download: call('member', { desktopOnly: true })
    .input(z.object({ ids: nodeIds, grant: grantId }))
    .output(z.object({ batchId: z.uuid() })),
  /** Fetches an earlier content of a file into a folder of this computer. */
  downloadVersion: call('member', { desktopOnly: true })
    .input(z.object({ id: nodeId, versionId: z.uuid(), grant: grantId }))
    .output(z.object({ batchId: z.uuid() })),
  /**
   * Writes one zip archive of the entries to the file that the person chose, whose name ends in `.zip`. Pausing it
   * gives up what was written: it begins anew.
   */
  zip: call('member', { desktopOnly: true })
    .input(z.object({ ids: nodeIds, grant: grantId }))
    .output(z.object({ batchId: z.uuid() })),
  /** Shows in the system's file manager what a finished download or archive became. Throws SOURCE_MISSING when its folder is gone. */
  show: call('member', { desktopOnly: true })
    .input(z.object({ id: transferId }))
    .output(z.void()),
  watch: call('member').output(eventIterator(transfersEvent)),
  pause: call('member').input(which).output(z.void()),
  resume: call('member').input(which).output(z.void()),
  retry: call('member').input(which).output(z.void()),
  cancel: call('member').input(which).output(z.void()),
  /** Takes finished, failed and cancelled ones off the list. */
  clear: call('member').input(which).output(z.void()),
};
