import type { Connection } from './connection.ts';
import type { S3Wire } from './s3-request.ts';
import { elementsOf, textOf } from './xml.ts';

/** An object as the store lists it. */
export interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string;
}

/** Objects in the order of their keys, and where the next page begins; null after the last. */
export interface ListPage {
  readonly objects: readonly ListedObject[];
  readonly next: string | null;
}

const PAGE = 1000;

/** One page of the objects whose keys begin with a prefix. Throws S3Error and network errors. */
export async function listPage(
  wire: S3Wire,
  connection: Connection,
  { prefix, after, signal }: { prefix: string; after: string | null; signal: AbortSignal },
): Promise<ListPage> {
  const xml = await wire.sendText(connection, {
    method: 'GET',
    key: '',
    query: {
      'list-type': '2',
      'encoding-type': 'url',
      'max-keys': String(PAGE),
      prefix,
      ...(after === null ? {} : { 'continuation-token': after }),
    },
    signal,
  });
  const objects = elementsOf(xml, 'Contents').map((element) => ({
    key: decodeKey(textOf(element, 'Key') ?? ''),
    size: Number(textOf(element, 'Size')),
    etag: (textOf(element, 'ETag') ?? '').replaceAll('"', ''),
    modifiedAt: new Date(textOf(element, 'LastModified') ?? 0).toISOString(),
  }));
  const more = textOf(xml, 'IsTruncated') === 'true';
  return { objects, next: more ? (textOf(xml, 'NextContinuationToken') ?? null) : null };
}

function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
