import { buffer } from 'node:stream/consumers';
import type { BucketItem, Client } from 'minio';
import { z } from 'zod';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import { isContent, SNAPSHOTS } from '../lib/cloud-keys.ts';
import { fail, systemCode } from '../lib/errors.ts';

/** Lies in the bucket of an external server, as the marker file does in a data folder, and says whose it is. */
const MARKER_KEY = 'meta/cloud.json';
const FORMAT = 1;
const markerHead = z.object({ format: z.int().positive() });
const markerSchema = z.object({
  format: z.literal(FORMAT),
  cloudId: z.string().min(1),
  createdAt: z.string(),
});

/** The folders of contents: a bucket with some, or with copies of the records, holds a cloud. */
const CONTENT_FOLDER = /^[\da-f]{2}\/$/u;
/** So many names at the top are looked through for those of a cloud; a bucket may hold other people's things. */
const LOOKED_AT = 2000;

/** Which cloud a bucket is wanted for. */
export interface BucketWish {
  readonly cloudId: string;
  /** Only until the cloud ran for the first time: an empty or absent bucket becomes this cloud's. */
  readonly mayClaim: boolean;
  /** A cloud that was brought back under a new id: what the bucket may say as long as it does not know of that. */
  readonly takesOver?: Former | undefined;
}

/** The id that a bucket was marked with before; empty for a marker that said nothing, null where there was none. */
export interface Former {
  readonly from: string | null;
}

/**
 * Whose bucket it is. Two clouds in one bucket would take each other's contents for leftovers and each other's copies
 * of the records for their own. Throws BUCKET_OTHER_CLOUD, also for a marker that cannot be read and for a cloud
 * without one, BUCKET_NEWER_VERSION, and BUCKET_EMPTY where the cloud's own contents should be; the store's own errors
 * pass through.
 * @returns whether the bucket is marked as this cloud's
 */
export async function checkBucketOwner(
  client: Client,
  { endpoint, bucket }: ExternalEndpoint,
  { cloudId, mayClaim, takesOver }: BucketWish,
): Promise<boolean> {
  const marker = await readMarker(client, bucket);
  if (marker === 'newer') throw fail('BUCKET_NEWER_VERSION', { endpoint, bucket });
  if (marker.id === cloudId) return true;
  if (takesOver !== undefined && takesOver.from === marker.id) return false;
  const isOthers = marker.id !== null || (mayClaim && (await holdsCloud(client, bucket)));
  if (isOthers) throw fail('BUCKET_OTHER_CLOUD', { endpoint, bucket });
  if (!mayClaim && (await isEmpty(client, bucket))) throw fail('BUCKET_EMPTY', { endpoint, bucket });
  return false;
}

/**
 * What the marker of the cloud in a bucket says, for who wants to bring it back. Throws BUCKET_EMPTY where there is no
 * cloud, BUCKET_NEWER_VERSION; the store's own errors pass through.
 */
export async function cloudInBucket(
  client: Client,
  { endpoint, bucket }: Pick<ExternalEndpoint, 'endpoint' | 'bucket'>,
): Promise<Former> {
  try {
    const marker = await readMarker(client, bucket);
    if (marker === 'newer') throw fail('BUCKET_NEWER_VERSION', { endpoint, bucket });
    if (marker.id !== null || (await holdsCloud(client, bucket))) return { from: marker.id };
  } catch (error) {
    if (systemCode(error) !== 'NoSuchBucket') throw error;
  }
  throw fail('BUCKET_EMPTY', { endpoint, bucket });
}

/** Marks the bucket as this cloud's. */
export async function markBucket(client: Client, bucket: string, cloudId: string): Promise<void> {
  const marker = { format: FORMAT, cloudId, createdAt: new Date().toISOString() };
  await client.putObject(bucket, MARKER_KEY, Buffer.from(JSON.stringify(marker)));
}

/** Whose the bucket is: as in {@link Former}. */
async function readMarker(client: Client, bucket: string): Promise<{ readonly id: string | null } | 'newer'> {
  let text: string;
  try {
    text = (await buffer(await client.getObject(bucket, MARKER_KEY))).toString();
  } catch (error) {
    if (systemCode(error) === 'NoSuchKey') return { id: null };
    throw error;
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { id: '' }; // damaged: whose it is cannot be known
  }
  const head = markerHead.safeParse(content);
  if (head.success && head.data.format > FORMAT) return 'newer';
  return { id: markerSchema.safeParse(content).data?.cloudId ?? '' };
}

/** Whether a bucket without a marker holds a cloud all the same: copies of its records, or contents. */
async function holdsCloud(client: Client, bucket: string): Promise<boolean> {
  for await (const _ of list(client, bucket, SNAPSHOTS, true)) return true;
  let seen = 0;
  for await (const item of list(client, bucket, '', false)) {
    seen += 1;
    if (seen > LOOKED_AT) return false;
    if (
      item.prefix !== undefined &&
      CONTENT_FOLDER.test(item.prefix) &&
      (await holdsContent(client, bucket, item.prefix))
    )
      return true;
  }
  return false;
}

async function holdsContent(client: Client, bucket: string, prefix: string): Promise<boolean> {
  for await (const item of list(client, bucket, prefix, true))
    return item.name !== undefined && isContent(item.name);
  return false;
}

/** What the client lists: objects by name and, unless all are listed, folders by prefix. */
function list(client: Client, bucket: string, prefix: string, all: boolean): AsyncIterable<BucketItem> {
  return client.listObjectsV2(bucket, prefix, all);
}

async function isEmpty(client: Client, bucket: string): Promise<boolean> {
  for await (const _ of list(client, bucket, '', true)) return false;
  return true;
}
