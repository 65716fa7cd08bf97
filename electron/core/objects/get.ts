import { open, type FileHandle } from 'node:fs/promises';
import { fail, systemCode } from '../lib/errors.ts';
import type { Verifier } from './checksum.ts';
import type { Connection } from './connection.ts';
import { fetchWhole } from './fetch-whole.ts';
import type { PlainAnswer } from './pipelined-line.ts';
import { giveMegabytes, MEGABYTE, takeMegabyte } from './megabytes.ts';
import { openBody } from './open-body.ts';
import { moveToPlace, type Place } from './place.ts';
import { receive } from './receive.ts';
import type { S3Wire } from './s3-request.ts';
import type { SmallOutcome } from './small-files-worker.ts';
import { SMALL_FILE, type SmallFiles } from './small-files.ts';
import { targetErrors, targetFailure, type OnTarget } from './target-errors.ts';
import { orUnreadable, readAgain } from './unreadable.ts';
import { describe, verifierOf } from './verify.ts';

export interface GetRequest {
  readonly key: string;
  /** For the failure's sentence. */
  readonly name: string;
  readonly size: number;
  readonly etag: string;
  /** Where the bytes are until all of them are there; may hold the beginning from an earlier try. */
  readonly file: string;
  readonly place: Place;
  readonly onProgress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Fetches an object, going on where an earlier try ended, checks every byte and puts the file in its place; answers
 * with its path. Throws CONTENT_DAMAGED when the bytes are not what was stored, TARGET_NOT_WRITABLE, TARGET_FULL.
 */
export async function getFile(
  wire: S3Wire,
  smallFiles: SmallFiles,
  connection: Connection,
  request: GetRequest,
): Promise<string> {
  if (request.size <= SMALL_FILE) {
    const placed = await getSmall(wire, smallFiles, connection, request);
    if (placed !== null) return placed;
  }
  const onTarget = targetErrors(request);
  const { handle, found } = await onTarget(openTarget(request.file));
  try {
    await fill(wire, connection, request, handle, found, onTarget);
  } finally {
    await handle.close();
  }
  return onTarget(moveToPlace(request.file, request.place));
}

/** Fetches a small object whole; null when a part of it is here already. */
async function getSmall(
  wire: S3Wire,
  smallFiles: SmallFiles,
  connection: Connection,
  request: GetRequest,
): Promise<string | null> {
  const answer = await fetchWhole({ wire, smallFiles }, connection, request);
  try {
    return await keepSmall(wire, smallFiles, connection, request, answer);
  } finally {
    answer.free();
  }
}

async function keepSmall(
  wire: S3Wire,
  smallFiles: SmallFiles,
  connection: Connection,
  request: GetRequest,
  { bytes, headers }: PlainAnswer,
): Promise<string | null> {
  const { name, size, file, place, signal, onProgress } = request;
  const verifier = verifierOf(wire, connection, request, { headers });
  verifier?.update(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (verifier !== null && !(await verifier.matches())) throw fail('CONTENT_DAMAGED', { name });
  signal.throwIfAborted();
  const { folder, stem, extension, modifiedAt } = place;
  const mtimeSeconds = modifiedAt.getTime() / 1000;
  const outcome = await smallFiles.do({
    kind: 'write',
    part: file,
    folder,
    stem,
    extension,
    mtimeSeconds,
    bytes,
  });
  if (outcome.kind === 'partExists') return null;
  if (outcome.kind !== 'written') throw targetFailure(request, codeOf(outcome), outcome);
  onProgress(size);
  return outcome.path;
}

function codeOf(outcome: SmallOutcome): string {
  return outcome.kind === 'failed' ? outcome.code : 'UNKNOWN';
}

/** Opens the file to write, and says how much of it is there from an earlier try. */
async function openTarget(file: string): Promise<{ handle: FileHandle; found: number }> {
  try {
    return { handle: await open(file, 'wx+'), found: 0 };
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    return { handle, found: size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function fill(
  wire: S3Wire,
  connection: Connection,
  request: GetRequest,
  handle: FileHandle,
  found: number,
  onTarget: OnTarget,
): Promise<void> {
  const { key, name, size, etag, signal, onProgress } = request;
  // A whole file is fetched again from its last byte, so that the store says that it still is the same.
  const have = found > size ? 0 : Math.min(found, Math.max(0, size - 1));
  if (found !== have) await onTarget(handle.truncate(have));

  const described = have === 0 ? null : await describe(wire, connection, key, signal);
  const response = await openBody(wire, connection, {
    key,
    headers: {
      'if-match': `"${etag}"`,
      'x-amz-checksum-mode': 'ENABLED',
      ...(have === 0 ? {} : { range: `bytes=${String(have)}-` }),
    },
    signal,
  });
  const length = Number(response.headers['content-length']);
  if (length !== size - have || (have > 0 && response.statusCode !== 206)) {
    response.destroy();
    throw fail('CONTENT_DAMAGED', { name });
  }
  const verifier = verifierOf(wire, connection, request, described ?? response);
  if (verifier !== null && have > 0) await readBack(handle, have, verifier, request, onTarget);
  let done = have;
  const received = receive(response, {
    start: have,
    write: (piece, at) => onTarget(writeAll(handle, piece, at)),
    // The beginning of a file can be gone on with only where it has no holes.
    inTurn: true,
    ahead: 2,
    verifier,
    onProgress(bytes) {
      done = bytes;
      onProgress(bytes);
    },
    signal,
  });
  await orUnreadable(received, () => readAgain(wire, connection, { key, at: done, signal }));
  if (verifier !== null && !(await verifier.matches())) {
    await onTarget(handle.truncate(0));
    throw fail('CONTENT_DAMAGED', { name });
  }
}

async function readBack(
  handle: FileHandle,
  length: number,
  verifier: Verifier,
  { place, signal }: GetRequest,
  onTarget: OnTarget,
): Promise<void> {
  const buffer = takeMegabyte();
  try {
    for (let done = 0; done < length;) {
      signal.throwIfAborted();
      const { bytesRead } = await onTarget(handle.read(buffer, 0, Math.min(MEGABYTE, length - done), done));
      if (bytesRead === 0) throw fail('TARGET_NOT_WRITABLE', { path: place.folder });
      verifier.update(buffer.subarray(0, bytesRead));
      done += bytesRead;
    }
  } finally {
    giveMegabytes(buffer);
  }
}

async function writeAll(handle: FileHandle, piece: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < piece.length) {
    const { bytesWritten } = await handle.write(piece, written, piece.length - written, position + written);
    written += bytesWritten;
  }
}
