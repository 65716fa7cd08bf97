import { readFile, rm, writeFile } from 'node:fs/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { binarySource } from '../../contract/engine.ts';
import { systemCode } from '../lib/errors.ts';
import { identify } from './identity.ts';

const recordSchema = z.object({
  version: z.literal(1),
  pid: z.int().positive(),
  /** Null only between the start and the first look at the process. */
  startedAt: z.string().nullable(),
  since: z.string(),
  port: z.int(),
  cloudId: z.string(),
  dataFolder: z.string(),
  store: z.string(),
  program: z.object({
    source: binarySource,
    name: z.string(),
    version: z.string(),
    path: z.string(),
    outdated: z.boolean(),
  }),
});

/** A server process of ours, so that the next start recognises it. Holds no secret. */
export type ServerRecord = z.infer<typeof recordSchema>;

/** Keeps the record of the one server process. */
export interface PidFile {
  /** Synchronous: between the start of a process and its record there must be no moment to die in. */
  write(record: ServerRecord): void;
  /** Adds when the process was started, which tells it from a later one of the same number. */
  complete(record: ServerRecord): Promise<void>;
  read(): Promise<ServerRecord | null>;
  remove(): Promise<void>;
}

/** Makes the keeper of the record in a file. */
export function makePidFile(file: string): PidFile {
  let completing = Promise.resolve();
  let current: ServerRecord | undefined;

  async function complete(record: ServerRecord): Promise<void> {
    const identity = await identify(record.pid);
    // Meanwhile it may have ended, and another one may have been written.
    if (identity === null || current !== record) return;
    await writeFile(file, JSON.stringify({ ...record, startedAt: identity.startedAt }));
  }

  return {
    write(record) {
      current = record;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(record));
    },
    complete(record) {
      const done = completing.then(() => complete(record));
      completing = done.catch(() => undefined);
      return done;
    },
    async read() {
      try {
        return recordSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
      } catch (error) {
        // Cut short by a crash: nothing can be known about the process, so nothing is done to it.
        if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return null;
        throw error;
      }
    },
    async remove() {
      current = undefined;
      await completing;
      await rm(file, { force: true });
    },
  };
}

/** Whether the process of a record still runs and really is the server that it was written for. */
export async function isOurs(record: ServerRecord): Promise<boolean> {
  const identity = await identify(record.pid);
  if (identity === null || !identity.commandLine.includes(record.store)) return false;
  return record.startedAt === null || record.startedAt === identity.startedAt;
}
