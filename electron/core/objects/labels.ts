import { S3Error } from './s3-errors.ts';
import type { Connection } from './connection.ts';
import type { S3Wire } from './s3-request.ts';

/** What an object says about itself, so that losing the database does not lose the names. */
export interface ObjectLabels {
  readonly name: string;
  readonly ownerId: string;
  readonly objectId: string;
  /** The name of the person, for when nobody else remembers who the id is. */
  readonly ownerName?: string;
}

/** What was read of an object: labels that are not there are null. */
export type ReadLabels = {
  readonly [Label in 'name' | 'ownerId' | 'objectId' | 'ownerName']: string | null;
};

/** Longer names do not fit with the others within S3's limit of 2 KB for all metadata. */
const OWNER_NAME_MAXIMUM = 80;
const ENCODED_WORD = /^=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=$/iu;

/** The headers that give an object its labels. */
export function labelHeaders({ name, ownerId, objectId, ownerName }: ObjectLabels): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'x-amz-meta-name': encodedWord(name),
    'x-amz-meta-owner': ownerId,
    'x-amz-meta-object': objectId,
    ...(ownerName === undefined
      ? {}
      : { 'x-amz-meta-owner-name': encodedWord(ownerName.slice(0, OWNER_NAME_MAXIMUM)) }),
  };
}

/** Asks for an object's labels; null when there is no such object. Throws S3Error and network errors. */
export async function readLabels(
  wire: S3Wire,
  connection: Connection,
  key: string,
  signal: AbortSignal,
): Promise<ReadLabels | null> {
  try {
    const response = await wire.send(connection, { method: 'HEAD', key, signal });
    response.resume();
    const label = (header: string): string | null => {
      const value = response.headers[header];
      return typeof value === 'string' ? decodedWord(value) : null;
    };
    return {
      name: label('x-amz-meta-name'),
      ownerId: label('x-amz-meta-owner'),
      objectId: label('x-amz-meta-object'),
      ownerName: label('x-amz-meta-owner-name'),
    };
  } catch (error) {
    if (!(error instanceof S3Error) || error.status !== 404) throw error;
    // HEAD does not say whether the object or the whole bucket is missing.
    await wire.sendText(connection, { method: 'GET', key: '', query: { location: '' }, signal });
    return null;
  }
}

/** An encoded word of RFC 2047: any text fits in a header. */
function encodedWord(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function decodedWord(value: string): string {
  const encoded = ENCODED_WORD.exec(value)?.[1];
  return encoded === undefined ? value : Buffer.from(encoded, 'base64').toString('utf8');
}
