import { fail } from '../lib/errors.ts';
import type { Connection } from './connection.ts';
import { openBody } from './open-body.ts';
import { receive } from './receive.ts';
import type { S3Wire } from './s3-request.ts';
import { orUnreadable, readAgain } from './unreadable.ts';
import { verifierOf } from './verify.ts';

/**
 * Pieces that may be on their way besides the one that is written: more than for a file, since an archive's way is longer,
 * and few, since many archives may stand still.
 */
const AHEAD = 3;

export interface ReadPiecesRequest {
  readonly key: string;
  /** For the failure's sentence. */
  readonly name: string;
  /** Bytes that it has to have. */
  readonly size: number;
  /** Takes pieces of up to a megabyte in their order, the next before one is done; then that holds something else. */
  readonly write: (piece: Buffer) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Hands a whole object on in pieces while the next ones come, and checks it; every piece was handed on before that shows.
 * Throws CONTENT_DAMAGED, S3Error, network errors, and what `write` throws.
 */
export async function readPieces(
  wire: S3Wire,
  connection: Connection,
  { key, name, size, write, signal }: ReadPiecesRequest,
): Promise<void> {
  const headers = { 'x-amz-checksum-mode': 'ENABLED' };
  const response = await openBody(wire, connection, { key, headers, signal });
  if (Number(response.headers['content-length']) !== size) {
    response.destroy();
    throw fail('CONTENT_DAMAGED', { name });
  }
  const verifier = verifierOf(wire, connection, { key, signal }, response);
  let done = 0;
  const onProgress = (bytes: number) => {
    done = bytes;
  };
  const received = receive(response, {
    start: 0,
    write,
    inTurn: false,
    ahead: AHEAD,
    verifier,
    onProgress,
    signal,
  });
  await orUnreadable(received, () => readAgain(wire, connection, { key, at: done, signal }));
  if (verifier !== null && !(await verifier.matches())) throw fail('CONTENT_DAMAGED', { name });
}
