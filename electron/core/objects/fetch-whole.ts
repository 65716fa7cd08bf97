import { finished } from 'node:stream/promises';
import { fail } from '../lib/errors.ts';
import type { Connection } from './connection.ts';
import type { PlainAnswer } from './pipelined-line.ts';
import type { S3Wire } from './s3-request.ts';
import { ownMemory, type Shelved } from './shelf.ts';
import type { SmallFiles } from './small-files.ts';
import { orUnreadable, readAgain } from './unreadable.ts';

export interface WholeRequest {
  readonly key: string;
  /** For the failure's sentence. */
  readonly name: string;
  /** Bytes that it has to have. */
  readonly size: number;
  /** Any when absent. */
  readonly etag?: string;
  /** Where it goes, memory of just its size. It may still be written to after the signal's end, so nobody may use it then. */
  readonly into?: Shelved;
  readonly signal: AbortSignal;
}

interface Ways {
  readonly wire: S3Wire;
  readonly smallFiles: Pick<SmallFiles, 'fetch'>;
}

/**
 * A small object at once, not yet checked but for its size; its memory has to be given back. Comes with others over a
 * few connections where the server allows it. Throws CONTENT_DAMAGED for another size, S3Error, and network errors.
 */
export async function fetchWhole(
  { wire, smallFiles }: Ways,
  connection: Connection,
  { key, name, size, etag, into, signal }: WholeRequest,
): Promise<PlainAnswer> {
  const headers = {
    ...(etag === undefined ? {} : { 'if-match': `"${etag}"` }),
    'x-amz-checksum-mode': 'ENABLED',
  };
  const answer = await smallFiles.fetch(connection, { key, headers, size }, into);
  if (signal.aborted) answer?.free();
  signal.throwIfAborted();
  if (answer !== null) return answer;
  const response = await wire.send(connection, { method: 'GET', key, headers, signal });
  const shelved = into ?? ownMemory(size);
  const { bytes } = shelved;
  let filled = 0;
  response.on('data', (chunk: Buffer) => {
    // What is too much is counted, so that it is noticed, and not kept.
    if (filled + chunk.length <= size) bytes.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    const came = finished(response, { writable: false });
    await orUnreadable(came, () => readAgain(wire, connection, { key, at: filled, signal }));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  if (filled !== size) throw fail('CONTENT_DAMAGED', { name });
  return { ...shelved, headers: response.headers };
}
