import { encodeCrc } from './checksum.ts';
import type { Connection } from './connection.ts';
import { S3Error } from './s3-errors.ts';
import { bufferBody, type S3Wire } from './s3-request.ts';
import { makeBuffers, rangeBody, type SourceFile } from './source.ts';
import { elementsOf, escapeXml, textOf } from './xml.ts';

/** What has to be remembered of a multipart upload to go on with it: the store knows the parts. */
export interface MultipartState {
  readonly uploadId: string;
  readonly partSize: number;
}

interface Part {
  readonly number: number;
  readonly etag: string;
  readonly crc32: string | undefined;
}

interface PartsRequest {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multipart: MultipartState | null;
  readonly onMultipart: (state: MultipartState) => Promise<void>;
  readonly onProgress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}

const PART_SIZE = 32 * 1024 * 1024;
const PARTS_MAXIMUM = 10_000;
const PARTS_AT_ONCE = 3;
/** Putting many parts together may take the server minutes. */
const COMPLETE_IDLE_MS = 10 * 60_000;

/** The metadata header that tells a reader how large the parts were, to check the checksum made of theirs. */
export const PART_SIZE_HEADER = 'x-amz-meta-part-size';
/** The same for parts that came without checksums: the etag is made of their MD5s. */
export const MD5_PART_SIZE_HEADER = 'x-amz-meta-md5-part-size';

/** Sends a file in parts, going on where an earlier try ended; answers with the etag of the object. */
export async function uploadParts(
  wire: S3Wire,
  connection: Connection,
  file: SourceFile,
  request: PartsRequest,
): Promise<string> {
  const { key, signal } = request;
  let state = request.multipart;
  let stored: ReadonlyMap<number, Part> = new Map();
  if (state !== null) {
    try {
      stored = await listParts(wire, connection, key, state, file.size, signal);
    } catch (error) {
      if (!isGone(error)) throw error;
      const finished = await finishedBefore(wire, connection, key, file.size, signal);
      if (finished !== undefined) return finished;
      state = null;
    }
  }
  if (state === null) {
    const partSize = partSizeFor(file.size);
    state = await beginUpload(wire, connection, { key, partSize, headers: request.headers, signal });
    await request.onMultipart(state);
  }
  const parts = await sendMissing(wire, connection, file, { ...request, state, stored });
  await file.assertUnchanged();
  return complete(wire, connection, key, state, parts, signal);
}

/** Ends every unfinished upload to this key, so that its parts take no more room. */
export async function abortUploads(
  wire: S3Wire,
  connection: Connection,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const xml = await wire.sendText(connection, {
    method: 'GET',
    key: '',
    query: { uploads: '', prefix: key },
    signal,
  });
  for (const upload of elementsOf(xml, 'Upload')) {
    const uploadId = textOf(upload, 'UploadId');
    if (uploadId === undefined || textOf(upload, 'Key') !== key) continue;
    try {
      await wire.sendText(connection, { method: 'DELETE', key, query: { uploadId }, signal });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** True when the store knows no such upload (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof S3Error && error.code === 'NoSuchUpload';
}

/** Smallest part size, doubling from 32 MiB, that needs no more parts than S3 allows. */
function partSizeFor(size: number): number {
  let partSize = PART_SIZE;
  while (partSize * PARTS_MAXIMUM < size) partSize *= 2;
  return partSize;
}

/** Begins an upload in parts; `checked` ones take no part without its CRC-32. */
export async function beginUpload(
  wire: S3Wire,
  connection: Connection,
  {
    key,
    partSize,
    headers,
    checked = true,
    signal,
  }: {
    readonly key: string;
    readonly partSize: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly checked?: boolean;
    readonly signal: AbortSignal;
  },
): Promise<MultipartState> {
  const xml = await wire.sendText(connection, {
    method: 'POST',
    key,
    query: { uploads: '' },
    headers: {
      ...headers,
      [checked ? PART_SIZE_HEADER : MD5_PART_SIZE_HEADER]: String(partSize),
      ...(checked ? { 'x-amz-checksum-algorithm': 'CRC32' } : {}),
    },
    body: bufferBody(Buffer.alloc(0)),
    signal,
  });
  const uploadId = textOf(xml, 'UploadId');
  if (uploadId === undefined) throw new Error('the store began an upload without an id');
  return { uploadId, partSize };
}

async function listParts(
  wire: S3Wire,
  connection: Connection,
  key: string,
  { uploadId, partSize }: MultipartState,
  fileSize: number,
  signal: AbortSignal,
): Promise<Map<number, Part>> {
  const parts = new Map<number, Part>();
  for (const part of await listStored(wire, connection, key, uploadId, signal))
    if (part.size === partLength(part.number, partSize, fileSize)) parts.set(part.number, part);
  return parts;
}

/** Every part that the store has, by number. Throws S3Error (NoSuchUpload) and network errors. */
export async function listStored(
  wire: S3Wire,
  connection: Connection,
  key: string,
  uploadId: string,
  signal: AbortSignal,
): Promise<(Part & { readonly size: number })[]> {
  const parts: (Part & { readonly size: number })[] = [];
  let marker: string | undefined = '0';
  while (marker !== undefined) {
    const xml = await wire.sendText(connection, {
      method: 'GET',
      key,
      query: { uploadId, 'max-parts': '1000', 'part-number-marker': marker },
      signal,
    });
    for (const element of elementsOf(xml, 'Part')) {
      const number = Number(textOf(element, 'PartNumber'));
      const etag = textOf(element, 'ETag');
      const size = Number(textOf(element, 'Size'));
      if (etag !== undefined) parts.push({ number, etag, size, crc32: textOf(element, 'ChecksumCRC32') });
    }
    marker = textOf(xml, 'IsTruncated') === 'true' ? textOf(xml, 'NextPartNumberMarker') : undefined;
  }
  return parts;
}

const partLength = (number: number, partSize: number, fileSize: number): number =>
  Math.min(partSize, fileSize - (number - 1) * partSize);

/** Sends what is not stored yet, a few parts at once; the first failure ends the others. */
async function sendMissing(
  wire: S3Wire,
  connection: Connection,
  file: SourceFile,
  {
    key,
    state,
    stored,
    onProgress,
    signal,
  }: PartsRequest & { readonly state: MultipartState; readonly stored: ReadonlyMap<number, Part> },
): Promise<Part[]> {
  const { uploadId, partSize } = state;
  const count = Math.ceil(file.size / partSize);
  const parts: Part[] = [];
  let done = 0;
  const missing: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    const part = stored.get(number);
    if (part === undefined) missing.push(number);
    else {
      parts.push(part);
      done += partLength(number, partSize, file.size);
    }
  }
  onProgress(done);

  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const work = async () => {
    const buffers = makeBuffers(partSize);
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const length = partLength(number, partSize, file.size);
      let reported = 0;
      const body = await rangeBody(file, (number - 1) * partSize, length, buffers, (sent) => {
        done += sent - reported;
        reported = sent;
        onProgress(done);
      });
      const crc32 = encodeCrc(body.crc32);
      const response = await wire.send(connection, {
        method: 'PUT',
        key,
        query: { uploadId, partNumber: String(number) },
        headers: { 'x-amz-checksum-crc32': crc32 },
        body,
        signal: either,
      });
      response.resume();
      parts.push({ number, etag: response.headers.etag ?? '', crc32 });
    }
  };
  const workers = Array.from({ length: Math.min(PARTS_AT_ONCE, missing.length) }, () =>
    work().catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  // All have to end before the file is closed; the failure that came first is the reason.
  await Promise.allSettled(workers);
  signal.throwIfAborted();
  failed.signal.throwIfAborted();
  return parts.toSorted((a, b) => a.number - b.number);
}

/** Puts parts together; answers with the etag of the object. */
export async function complete(
  wire: S3Wire,
  connection: Connection,
  key: string,
  { uploadId }: Pick<MultipartState, 'uploadId'>,
  parts: readonly Part[],
  signal: AbortSignal,
): Promise<string> {
  const list = parts.map(({ number, etag, crc32 }) => {
    const checksum = crc32 === undefined ? '' : `<ChecksumCRC32>${escapeXml(crc32)}</ChecksumCRC32>`;
    return `<Part><PartNumber>${String(number)}</PartNumber><ETag>${escapeXml(etag)}</ETag>${checksum}</Part>`;
  });
  const xml = await wire.sendText(connection, {
    method: 'POST',
    key,
    query: { uploadId },
    headers: { 'content-type': 'application/xml' },
    body: bufferBody(Buffer.from(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`)),
    signal,
    idleMs: COMPLETE_IDLE_MS,
  });
  // S3 may send a status of success first and find out later that it failed.
  const code = textOf(xml, 'Code');
  if (code !== undefined) throw new S3Error(500, code, textOf(xml, 'Message') ?? '');
  return (textOf(xml, 'ETag') ?? '').replaceAll('"', '');
}

/** The etag of the object when an earlier try did put it together and only its answer was lost. */
async function finishedBefore(
  wire: S3Wire,
  connection: Connection,
  key: string,
  size: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await wire.send(connection, { method: 'HEAD', key, signal });
    response.resume();
    if (Number(response.headers['content-length']) !== size) return undefined;
    return (response.headers.etag ?? '').replaceAll('"', '');
  } catch (error) {
    if (error instanceof S3Error && error.status === 404) return undefined;
    throw error;
  }
}
