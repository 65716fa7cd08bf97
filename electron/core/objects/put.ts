import { crc32 } from 'node:zlib';
import { fail } from '../lib/errors.ts';
import { encodeCrc } from './checksum.ts';
import type { Connection } from './connection.ts';
import { labelHeaders, type ObjectLabels } from './labels.ts';
import { uploadParts, type MultipartState } from './multipart.ts';
import { SMALL_FILE, type SmallFiles } from './small-files.ts';
import { bufferBody, type S3Body, type S3Wire } from './s3-request.ts';
import {
  isMissing,
  isReadAtOnce,
  makeBuffers,
  openSource,
  rangeBody,
  readSource,
  type Planned,
} from './source.ts';

export interface PutRequest {
  readonly key: string;
  readonly labels: ObjectLabels;
  readonly source: Planned;
  /** A multipart upload that was begun before, if any. */
  readonly multipart: MultipartState | null;
  /** Told before the first part goes out, so that it can be kept for a later try; must be safe before it resolves. */
  readonly onMultipart: (state: MultipartState) => Promise<void>;
  /** How many bytes of the file have been sent so far, parts of earlier tries included. */
  readonly onProgress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}

interface WholeRequest {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: S3Body;
  readonly crc: number;
  readonly signal: AbortSignal;
}

/** Files over this size go in parts, several at once. */
const SINGLE_MAXIMUM = 64 * 1024 * 1024;

/** Whether a file of this size goes in parts. */
export const goesInParts = (size: number): boolean => size > SINGLE_MAXIMUM;

/** Sends a file; answers with the etag of the object. The source is held open, and noticed when it changes. */
export async function putFile(
  wire: S3Wire,
  smallFiles: SmallFiles,
  connection: Connection,
  request: PutRequest,
): Promise<{ etag: string }> {
  const { source, key, onProgress, signal } = request;
  const headers = labelHeaders(request.labels);
  if (isReadAtOnce(source.size)) {
    const isSmall = source.size <= SMALL_FILE;
    const bytes = isSmall ? await readSmall(smallFiles, source) : await readSource(source);
    const whole = { key, headers, body: bufferBody(bytes), crc: crc32(bytes), signal };
    const small = isSmall ? await putSmall(smallFiles, connection, bytes, whole) : null;
    const etag = small ?? (await putWhole(wire, connection, whole));
    onProgress(source.size);
    return { etag };
  }
  const file = await openSource(source);
  try {
    if (goesInParts(file.size)) {
      return { etag: await uploadParts(wire, connection, file, { ...request, headers }) };
    }
    const range = await rangeBody(file, 0, file.size, makeBuffers(file.size), onProgress);
    const body: S3Body = {
      length: range.length,
      async send(write) {
        await range.send(write);
        await file.assertUnchanged();
      },
    };
    return { etag: await putWhole(wire, connection, { key, headers, body, crc: range.crc32, signal }) };
  } finally {
    await file.close();
  }
}

/** The bytes of a small file; throws as {@link readSource} does. */
async function readSmall(smallFiles: SmallFiles, source: Planned): Promise<Buffer> {
  const { path } = source;
  const outcome = await smallFiles.do({ kind: 'read', ...source });
  if (outcome.kind === 'read') return Buffer.from(outcome.bytes.buffer);
  if (outcome.kind === 'changed') throw fail('SOURCE_CHANGED', { path });
  const missing = outcome.kind === 'failed' && isMissing(outcome.code);
  throw fail(missing ? 'SOURCE_MISSING' : 'SOURCE_UNREADABLE', { path }, outcome);
}

/** Stores bytes that are at hand; answers with the etag of the object. */
export async function putBuffer(
  wire: S3Wire,
  connection: Connection,
  key: string,
  bytes: Uint8Array,
  { contentType, signal }: { readonly contentType: string; readonly signal: AbortSignal },
): Promise<{ etag: string }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headers = { 'content-type': contentType };
  const body = bufferBody(buffer);
  return { etag: await putWhole(wire, connection, { key, headers, body, crc: crc32(buffer), signal }) };
}

/** Null where it does not go this way, or did not work. */
async function putSmall(
  smallFiles: SmallFiles,
  connection: Connection,
  bytes: Buffer,
  request: WholeRequest,
): Promise<string | null> {
  const { key, signal } = request;
  const answer = await smallFiles.send(connection, { key, headers: headersOf(request), bytes, signal });
  return answer === null ? null : etagOf(answer.headers.etag);
}

async function putWhole(wire: S3Wire, connection: Connection, request: WholeRequest): Promise<string> {
  const { key, body, signal } = request;
  const response = await wire.send(connection, {
    method: 'PUT',
    key,
    headers: headersOf(request),
    body,
    signal,
  });
  response.resume();
  return etagOf(response.headers.etag);
}

function headersOf({ headers, crc }: WholeRequest): Record<string, string> {
  return { ...headers, 'x-amz-checksum-crc32': encodeCrc(crc) };
}

/** An etag without the quotes it travels in. */
export function etagOf(header: string | undefined): string {
  return (header ?? '').replaceAll('"', '');
}
