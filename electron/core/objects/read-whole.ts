import { crc32 } from 'node:zlib';
import { fail } from '../lib/errors.ts';
import { encodeCrc } from './checksum.ts';
import type { Connection } from './connection.ts';
import { fetchWhole } from './fetch-whole.ts';
import type { S3Wire } from './s3-request.ts';
import type { SmallFiles } from './small-files.ts';
import { verifierOf } from './verify.ts';

export interface ReadWholeRequest {
  readonly key: string;
  /** For the failure's sentence. */
  readonly name: string;
  /** Memory of just the object's size. Once the signal has ended it, nobody may use it any more. */
  readonly into: Buffer;
  readonly signal: AbortSignal;
}

/**
 * Reads a small object into memory that is there already, checks it, and answers with its CRC-32. Throws CONTENT_DAMAGED
 * when the bytes or their number are not what was stored, S3Error, and network errors.
 */
export async function readWhole(
  wire: S3Wire,
  smallFiles: Pick<SmallFiles, 'fetch'>,
  connection: Connection,
  { key, name, into, signal }: ReadWholeRequest,
): Promise<number> {
  const { headers } = await fetchWhole({ wire, smallFiles }, connection, {
    key,
    name,
    size: into.length,
    into: { bytes: into, free: () => undefined },
    signal,
  });
  const crc = crc32(into);
  // Made anyway, it is most often also what the store has; then nothing is summed twice.
  if (headers['x-amz-checksum-crc32'] === encodeCrc(crc)) return crc;
  const verifier = verifierOf(wire, connection, { key, signal }, { headers });
  verifier?.update(into);
  if (verifier !== null && !(await verifier.matches())) throw fail('CONTENT_DAMAGED', { name });
  return crc;
}
