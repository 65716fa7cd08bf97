import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { fileType } from './drive.ts';

const amount = z.object({ bytes: z.int(), files: z.int() });

/** Space, as far as the caller may know it. */
export const usageSummary = z.object({
  mine: z.object({
    live: amount,
    trash: amount,
    /** Earlier contents of files. */
    versions: amount,
    quotaBytes: z.int().nullable(),
    /** What can still be stored: the smaller of quota and disk. */
    availableBytes: z.int().nullable(),
  }),
  /** Null for members. */
  everyone: amount.extend({ people: z.int() }).nullable(),
  /** The disk that holds the cloud; null when it cannot be known (external engine). */
  disk: z.object({ freeBytes: z.int(), totalBytes: z.int() }).nullable(),
  byType: z.array(amount.extend({ type: fileType })),
});
export type UsageSummary = z.infer<typeof usageSummary>;

/** A calendar day (YYYY-MM-DD, this computer's time zone) of the caller's traffic. */
export const usageDay = z.object({
  day: z.iso.date(),
  uploads: z.int(),
  uploadBytes: z.int(),
  downloads: z.int(),
  downloadBytes: z.int(),
});
export type UsageDay = z.infer<typeof usageDay>;

/** Something that the caller (or, for admins' own actions, the cloud) did. */
export const activityEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  kind: z.enum([
    'signedIn',
    'passwordChanged',
    'folderCreated',
    'uploaded',
    'downloaded',
    'trashed',
    'restored',
    'deleted',
    'renamed',
    'moved',
    'copied',
    'versionRestored',
    // What went by itself, as the cloud keeps it no longer.
    'trashExpired',
    'versionsExpired',
    'personAdded',
    'personRemoved',
    'personDisabled',
    'personEnabled',
    'passwordReset',
    // What others did with what the person shares; the subject is what was shared.
    'linkCreated',
    'linkRevoked',
    'linkOpened',
    'linkDownloaded',
    'requestFilled',
    'folderShared',
    'networkOpened',
    'networkClosed',
  ]),
  /** Name of the file, folder or person; the first of `count`. */
  subject: z.string().nullable(),
  count: z.int().min(1),
});
export type ActivityEntry = z.infer<typeof activityEntry>;

/** Statistics and recent activity of the caller. */
export const usage = {
  summary: call('member').output(usageSummary),
  days: call('member')
    .input(z.object({ days: z.int().min(1).max(366) }))
    .output(z.array(usageDay)),
  activity: call('member')
    .input(z.object({ limit: z.int().min(1).max(200) }))
    .output(z.array(activityEntry)),
  /** Ticks when any of the above may have changed. */
  watch: call('member').output(eventIterator(z.object({ at: z.iso.datetime() }))),
};
