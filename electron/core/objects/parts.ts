import type { StoredPart } from '../../contract/uploads.ts';
import { fail } from '../lib/errors.ts';
import type { Connection } from './connection.ts';
import { labelHeaders, type ObjectLabels } from './labels.ts';
import { abortUploads, beginUpload, complete, isGone, listStored } from './multipart.ts';
import { etagOf } from './put.ts';
import { S3Error } from './s3-errors.ts';
import type { S3Wire } from './s3-request.ts';

export interface PartsOptions {
  readonly labels: ObjectLabels;
  /** Of every part but the last. */
  readonly partBytes: number;
  readonly signal: AbortSignal;
}

/** Begins an upload in parts that others send, and ends any that was begun to this key before. */
export async function beginParts(
  wire: S3Wire,
  connection: Connection,
  key: string,
  { labels, partBytes, signal }: PartsOptions,
): Promise<string> {
  await abortUploads(wire, connection, key, signal);
  const headers = labelHeaders(labels);
  // Browsers send no checksums: the store answers each part with the MD5 of what it got.
  const { uploadId } = await beginUpload(wire, connection, {
    key,
    partSize: partBytes,
    headers,
    checked: false,
    signal,
  });
  return uploadId;
}

/** The parts that are stored, by number; null when there is no such upload. */
export async function listParts(
  wire: S3Wire,
  connection: Connection,
  key: string,
  multipartId: string,
  signal: AbortSignal,
): Promise<StoredPart[] | null> {
  try {
    const parts = await listStored(wire, connection, key, multipartId, signal);
    return parts
      .map(({ number, size, etag }) => ({ number, sizeBytes: size, etag: etagOf(etag) }))
      .toSorted((a, b) => a.number - b.number);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Puts all stored parts together; again, it answers with the same. Throws UPLOAD_GONE, UPLOAD_INCOMPLETE. */
export async function completeParts(
  wire: S3Wire,
  connection: Connection,
  key: string,
  multipartId: string,
  signal: AbortSignal,
): Promise<{ etag: string }> {
  try {
    const parts = await listStored(wire, connection, key, multipartId, signal);
    if (parts.length === 0) throw fail('UPLOAD_INCOMPLETE');
    const inOrder = parts.toSorted((a, b) => a.number - b.number);
    return { etag: await complete(wire, connection, key, { uploadId: multipartId }, inOrder, signal) };
  } catch (error) {
    if (isIncomplete(error)) throw fail('UPLOAD_INCOMPLETE', undefined, error);
    if (!isGone(error)) throw error;
    const before = await etagAt(wire, connection, key, signal);
    if (before === null) throw fail('UPLOAD_GONE', undefined, error);
    return { etag: before };
  }
}

async function etagAt(
  wire: S3Wire,
  connection: Connection,
  key: string,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const response = await wire.send(connection, { method: 'HEAD', key, signal });
    response.resume();
    return etagOf(response.headers.etag);
  } catch (error) {
    if (error instanceof S3Error && error.status === 404) return null;
    throw error;
  }
}

function isIncomplete(error: unknown): boolean {
  const codes = ['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'MalformedXML'];
  return error instanceof S3Error && codes.includes(error.code);
}
