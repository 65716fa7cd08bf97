import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Client } from 'minio';
import { z } from 'zod';
import { systemCode } from '../lib/errors.ts';

/**
 * Lies in the bucket of an external server while an app works on it: nothing else keeps two computers from doing so at
 * once, as the lock of the server's own folder does for a managed one.
 */
const LEASE_KEY = 'meta/in-use.json';
const leaseSchema = z.object({
  format: z.literal(1),
  holder: z.string(),
  run: z.string(),
  computer: z.string(),
});

/** Who works on a bucket. */
export interface Lease {
  /** The home of a cloud on a computer. */
  readonly holder: string;
  /** One run of it. */
  readonly run: string;
  /** What that computer is called, for people. */
  readonly computer: string;
}

/** A lease as it was found, with when the server says it was renewed. */
export type FoundLease = Lease & { readonly renewedAt: Date };

/** A new run of the home whose files are in this folder. */
export async function newLease(runFolder: string): Promise<Lease> {
  const computer = os.hostname();
  // A home that was copied to another computer, or beside itself, is another one.
  const parts = [await homeId(runFolder), computer, runFolder];
  const holder = createHash('sha256').update(parts.join('\0')).digest('hex');
  return { holder, run: randomUUID(), computer };
}

async function homeId(runFolder: string): Promise<string> {
  const file = path.join(runFolder, 'home-id');
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  const id = randomUUID();
  await mkdir(runFolder, { recursive: true, mode: 0o700 });
  await writeFile(file, id, { mode: 0o600 });
  return id;
}

/** Who works on the bucket, or did last; null when nobody does. The store's own errors pass through. */
export async function readLease(client: Client, bucket: string): Promise<FoundLease | null> {
  try {
    const { lastModified } = await client.statObject(bucket, LEASE_KEY);
    const text = (await buffer(await client.getObject(bucket, LEASE_KEY))).toString();
    return { ...parse(text), renewedAt: lastModified };
  } catch (error) {
    const code = systemCode(error);
    if (code === 'NoSuchKey' || code === 'NotFound') return null;
    throw error;
  }
}

/** One that cannot be read is somebody's all the same: a newer version's, say. */
function parse(text: string): Lease {
  try {
    return leaseSchema.parse(JSON.parse(text));
  } catch {
    return { holder: '', run: '', computer: '' };
  }
}

/** Takes the bucket, or renews that. */
export async function writeLease(client: Client, bucket: string, lease: Lease): Promise<void> {
  await client.putObject(bucket, LEASE_KEY, Buffer.from(JSON.stringify({ format: 1, ...lease })));
}

/** Gives the bucket free, unless somebody else has taken it. */
export async function endLease(client: Client, bucket: string, lease: Lease): Promise<void> {
  if ((await readLease(client, bucket))?.run === lease.run) await client.removeObject(bucket, LEASE_KEY);
}
