import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { failureSchema } from './errors.ts';

/** Where a server program can come from, in the order of search. */
export const binarySource = z.enum(['setting', 'bundled', 'downloaded', 'path', 'download']);

/** A server program found on this machine, or one that could be downloaded. */
export const binaryCandidate = z.object({
  source: binarySource,
  /** 'MinIO' or 'SILO', as it names itself. */
  name: z.string(),
  version: z.string(),
  /** Null for one that would be downloaded. */
  path: z.string().nullable(),
  downloadBytes: z.int().nullable(),
  /** True for an old build that no longer gets security fixes. */
  outdated: z.boolean(),
});
export type BinaryCandidate = z.infer<typeof binaryCandidate>;

/** The named stages of a start, in order. */
export const engineStage = z.enum(['find', 'download', 'verify', 'folder', 'start', 'ready', 'bucket']);
export type EngineStage = z.infer<typeof engineStage>;

/** Bytes of the running stage, where they can be known. */
export const stageProgress = z.object({
  bytes: z.int(),
  totalBytes: z.int().nullable(),
  bytesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
  source: z.string(),
});

/** What the server is doing. `since` and the other times are ISO 8601 in UTC. */
export const engineState = z.object({
  kind: z.enum(['managed', 'external']),
  status: z.enum(['stopped', 'starting', 'running', 'unhealthy', 'stopping', 'failed']),
  /** While starting: which stage, and how far it is. */
  stage: engineStage.nullable(),
  progress: stageProgress.nullable(),
  /** Why it failed, or why it is being restarted. */
  failure: failureSchema.nullable(),
  /** While waiting to start again after a crash: when, and which try of how many. */
  nextTryAt: z.iso.datetime().nullable(),
  failuresInARow: z.int(),
  since: z.iso.datetime().nullable(),
  /** For admins only; null for everybody else. */
  details: z
    .object({
      name: z.string(),
      version: z.string(),
      source: binarySource.nullable(),
      outdated: z.boolean(),
      pid: z.int().nullable(),
      /** Host and port that the server listens on, for example 127.0.0.1:41234. */
      endpoint: z.string(),
      dataFolder: z.string().nullable(),
      memoryBytes: z.int().nullable(),
      binaryPath: z.string().nullable(),
    })
    .nullable(),
});
export type EngineState = z.infer<typeof engineState>;

/** An S3 server that somebody else runs. */
export const externalEndpoint = z.object({
  endpoint: z.url({ protocol: /^https?$/u }).max(500),
  region: z.string().trim().max(64).default('us-east-1'),
  accessKey: z.string().min(1).max(200),
  secretKey: z.string().min(1).max(200),
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u)
    .default('mini-cloud'),
});
export type ExternalEndpoint = z.infer<typeof externalEndpoint>;

/** Which engine the person wants. */
export const engineChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('managed'), source: binarySource.nullable() }),
  z.object({ kind: z.literal('external'), external: externalEndpoint }),
]);
export type EngineChoice = z.infer<typeof engineChoice>;

/** What can be used on this machine. */
export const engineOptions = z.object({
  candidates: z.array(binaryCandidate),
  /** Addresses on this machine where an S3 server answered, for example http://127.0.0.1:9000. */
  endpoints: z.array(z.string()),
});

/** What a folder would mean as the home of the cloud's bytes. */
export const locationReport = z.object({
  folder: z.string(),
  state: z.enum([
    'new',
    'empty',
    'thisCloud',
    'otherCloud',
    'newerVersion',
    'notEmpty',
    'missing',
    'isFile',
    'notWritable',
    'markerDamaged',
  ]),
  usable: z.boolean(),
  freeBytes: z.int().nullable(),
  totalBytes: z.int().nullable(),
});
export type LocationReport = z.infer<typeof locationReport>;

/** The server that holds the bytes: seen by everybody signed in, driven by admins. */
export const engine = {
  watch: call('member').output(eventIterator(engineState)),
  start: call('admin').output(z.void()),
  stop: call('admin').output(z.void()),
  restart: call('admin').output(z.void()),
  options: call('owner').output(engineOptions),
  choose: call('owner').input(engineChoice).output(z.void()),
  inspectLocation: call('owner')
    .input(z.object({ folder: z.string().max(4096) }))
    .output(locationReport),
  /** Points the cloud at the folder where its own data now is; any other folder is refused. */
  relocate: call('owner')
    .input(z.object({ folder: z.string().max(4096) }))
    .output(z.void()),
};
