import { buffer } from 'node:stream/consumers';
import type { Client } from 'minio';
import { z } from 'zod';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import { fail, systemCode } from '../lib/errors.ts';

/** Lies in the bucket of an external server, as the marker file does in a data folder, and says whose it is. */
const MARKER_KEY = 'meta/cloud.json';
const markerSchema = z.object({ format: z.literal(1), cloudId: z.string().min(1), createdAt: z.string() });

/** Which cloud a bucket is wanted for. */
export interface BucketWish {
  readonly cloudId: string;
  /** Only until the cloud ran for the first time: an empty or absent bucket becomes this cloud's. */
  readonly mayClaim: boolean;
}

/**
 * Whose bucket it is. Two clouds in one bucket would take each other's contents for leftovers and each other's copies
 * of the records for their own. Throws BUCKET_OTHER_CLOUD, also for a marker that cannot be read, and BUCKET_EMPTY
 * where the cloud's own contents should be; the store's own errors pass through.
 * @returns whether the bucket is marked as this cloud's
 */
export async function checkBucketOwner(
  client: Client,
  { endpoint, bucket }: ExternalEndpoint,
  { cloudId, mayClaim }: BucketWish,
): Promise<boolean> {
  const marker = await readMarker(client, bucket);
  if (marker === null) {
    if (!mayClaim && (await isEmpty(client, bucket))) throw fail('BUCKET_EMPTY', { endpoint, bucket });
    return false;
  }
  if (marker !== cloudId) throw fail('BUCKET_OTHER_CLOUD', { endpoint, bucket });
  return true;
}

/** Marks the bucket as this cloud's. */
export async function markBucket(client: Client, bucket: string, cloudId: string): Promise<void> {
  const marker = { format: 1, cloudId, createdAt: new Date().toISOString() };
  await client.putObject(bucket, MARKER_KEY, Buffer.from(JSON.stringify(marker)));
}

/** The id of the cloud that the bucket is marked for, empty for a marker that says nothing; null without one. */
async function readMarker(client: Client, bucket: string): Promise<string | null> {
  let text: string;
  try {
    text = (await buffer(await client.getObject(bucket, MARKER_KEY))).toString();
  } catch (error) {
    if (systemCode(error) === 'NoSuchKey') return null;
    throw error;
  }
  try {
    return markerSchema.parse(JSON.parse(text)).cloudId;
  } catch {
    return ''; // damaged, or of a newer version: whose it is cannot be known
  }
}

async function isEmpty(client: Client, bucket: string): Promise<boolean> {
  for await (const _ of client.listObjectsV2(bucket, '', true)) return false;
  return true;
}
