import { verifierFor, type Verifier } from './checksum.ts';
import type { Connection } from './connection.ts';
import { MD5_PART_SIZE_HEADER, PART_SIZE_HEADER } from './multipart.ts';
import { etagOf } from './put.ts';
import type { S3Response, S3Wire } from './s3-request.ts';

const QUESTIONS_AT_ONCE = 8;

/** What the store says about an object, its checksum included. */
export async function describe(
  wire: S3Wire,
  connection: Connection,
  key: string,
  signal: AbortSignal,
  query: Readonly<Record<string, string>> = {},
): Promise<S3Response> {
  const response = await wire.send(connection, {
    method: 'HEAD',
    key,
    query,
    headers: { 'x-amz-checksum-mode': 'ENABLED' },
    signal,
  });
  return response.resume();
}

/** The check of an object that the store's answer to a GET or HEAD with `x-amz-checksum-mode` allows; null for none. */
export function verifierOf(
  wire: S3Wire,
  connection: Connection,
  { key, signal }: { readonly key: string; readonly signal: AbortSignal },
  response: Pick<S3Response, 'headers'>,
): Verifier | null {
  return verifierFor({
    crc32: crcOf(response),
    partSize: sizeIn(response, PART_SIZE_HEADER),
    md5PartSize: sizeIn(response, MD5_PART_SIZE_HEADER),
    etag: isOwnEtag(response) ? etagOf(response.headers.etag) : '',
    ofParts: (count) => crcsOfParts(wire, connection, key, count, signal),
  });
}

function sizeIn({ headers }: Pick<S3Response, 'headers'>, name: string): number | null {
  const size = Number(headers[name]);
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}

/** Whether an etag is made of the content: with keys of somebody's own it is not. */
function isOwnEtag({ headers }: Pick<S3Response, 'headers'>): boolean {
  const encryption = headers['x-amz-server-side-encryption'];
  const ownKey = headers['x-amz-server-side-encryption-customer-algorithm'];
  return (encryption === undefined || encryption === 'AES256') && ownKey === undefined;
}

function crcOf({ headers }: Pick<S3Response, 'headers'>): string | undefined {
  const crc = headers['x-amz-checksum-crc32'];
  return typeof crc === 'string' ? crc : undefined;
}

async function crcsOfParts(
  wire: S3Wire,
  connection: Connection,
  key: string,
  count: number,
  signal: AbortSignal,
): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  let next = 0;
  const ask = async () => {
    for (let index = next++; index < count; index = next++) {
      const response = await describe(wire, connection, key, signal, { partNumber: String(index + 1) });
      found[index] = crcOf(response);
    }
  };
  await Promise.all(Array.from({ length: Math.min(QUESTIONS_AT_ONCE, count) }, ask));
  return found;
}
