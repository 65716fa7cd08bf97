import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { failureSchema } from './errors.ts';

/** The languages that folders made by the core are named in. */
export const careLanguage = z.enum(['en', 'pt-BR']);
export type CareLanguage = z.infer<typeof careLanguage>;

/** What can be wrong between what the cloud knows and what it holds. */
export const FINDING_KINDS = [
  /** A file (or an earlier content of one) whose bytes are not in the store. Kept, in case they come back. */
  'contentMissing',
  /** Bytes in the store that are not the ones that were put there. */
  'contentWrong',
  /** Bytes in the store that no record names. */
  'unknownObject',
  /** Bytes that are recorded and that no file uses. */
  'unusedObject',
  /** Room reserved by an upload that no longer exists. */
  'leftoverUpload',
  /** A small picture that is noted and not there. */
  'thumbnailMissing',
  /** A small picture of something that is no more. */
  'leftoverThumbnail',
  /** A folder that is inside itself. */
  'cycle',
  /** A file or folder that no way leads to. */
  'orphan',
  /** A file or folder of somebody who is no more. */
  'nobody',
  /** Two things of one name in one folder. */
  'sameName',
  /** A name whose forms for comparing and sorting are not right. */
  'wrongName',
  /** A file whose noted size is not that of its bytes. */
  'wrongSize',
  /** Sums of what somebody stores that are not right. */
  'wrongSums',
] as const;
export const findingKind = z.enum(FINDING_KINDS);
export type FindingKind = z.infer<typeof findingKind>;

/** One thing that was found. */
export const careFinding = z.object({
  kind: findingKind,
  /** What it is about; null where it has no name, or where it is somebody else's and so nobody's business. */
  name: z.string().nullable(),
  /** Whose it is; null when nobody's. */
  person: z.string().nullable(),
  repaired: z.boolean(),
});
export type CareFinding = z.infer<typeof careFinding>;

/** What a check found and did. */
export const careReport = z.object({
  at: z.iso.datetime(),
  /** False: it only looked. */
  repair: z.boolean(),
  /** How much was looked at. */
  objects: z.int(),
  entries: z.int(),
  counts: z.array(z.object({ kind: findingKind, found: z.int(), repaired: z.int() })),
  /** The first of the findings; the counts tell how many there are. */
  findings: z.array(careFinding),
});
export type CareReport = z.infer<typeof careReport>;

export const careStage = z.enum(['contents', 'entries', 'sums']);

/** What the cloud's care is doing. */
export const careState = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('idle'),
    /** The last check; null when there was none yet. */
    report: careReport.nullable(),
    /** Why the last check did not come to an end. */
    failure: failureSchema.nullable(),
  }),
  z.object({
    status: z.literal('checking'),
    repair: z.boolean(),
    stage: careStage,
    done: z.int(),
    /** Null while it is not known. */
    total: z.int().nullable(),
  }),
]);
export type CareState = z.infer<typeof careState>;

/** A copy of the cloud's records in its own store. */
export const snapshot = z.object({ at: z.iso.datetime(), bytes: z.int() });
export type SnapshotInfo = z.infer<typeof snapshot>;

/** The cloud checks itself, mends what can be mended, and keeps copies of its records. */
export const care = {
  /** What goes on now, then at every change. */
  watch: call('admin').output(eventIterator(careState)),
  /** Begins a check, unless one runs; `language` names the folder that found things are put in. */
  check: call('admin')
    .input(z.object({ repair: z.boolean(), language: careLanguage }))
    .output(z.void()),
  /** The copies that there are, newest first. */
  snapshots: call('admin').output(z.array(snapshot)),
  /** Makes a copy now. */
  snapshot: call('admin').output(snapshot),
};

/** Where a lost cloud is, without the keys to it. */
export const cloudPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), folder: z.string() }),
  z.object({ kind: z.literal('server'), endpoint: z.string(), bucket: z.string() }),
]);
export type CloudPlace = z.infer<typeof cloudPlace>;

/** Where bringing back a lost cloud stands. */
export const restoreState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('idle') }),
  /** The server is started, or asked, to see what it holds. */
  z.object({ status: z.literal('looking'), place: cloudPlace }),
  z.object({
    status: z.literal('found'),
    place: cloudPlace,
    cloudName: z.string().nullable(),
    /** When the newest copy of the records was made; null when there is none. */
    snapshotAt: z.iso.datetime().nullable(),
    /** How many files it knows, or, without one, how many contents there are. */
    files: z.int(),
    people: z.int().nullable(),
  }),
  z.object({
    status: z.literal('restoring'),
    stage: z.enum(['records', 'contents']),
    done: z.int(),
    total: z.int().nullable(),
  }),
  /** All is ready; the app comes back with the restored cloud in a moment. */
  z.object({ status: z.literal('restarting') }),
  z.object({ status: z.literal('failed'), place: cloudPlace, failure: failureSchema }),
]);
export type RestoreState = z.infer<typeof restoreState>;
