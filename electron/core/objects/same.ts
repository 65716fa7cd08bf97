import { open } from 'node:fs/promises';
import type { Connection } from './connection.ts';
import { etagOf } from './put.ts';
import { MEGABYTE } from './megabytes.ts';
import type { S3Wire } from './s3-request.ts';
import { describe, verifierOf } from './verify.ts';

/** A file on this computer, and the object that it may be a copy of. */
export interface SameRequest {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly file: string;
  readonly signal: AbortSignal;
}

/** Whether a file holds just the bytes of an object, by its checksum; false where there is none. Changes nothing. */
export async function isSame(
  wire: S3Wire,
  connection: Connection,
  { key, etag, size, file, signal }: SameRequest,
): Promise<boolean> {
  const described = await describe(wire, connection, key, signal);
  const verifier = verifierOf(wire, connection, { key, signal }, described);
  if (verifier === null || etagOf(described.headers.etag) !== etag) return false;
  const handle = await open(file, 'r');
  try {
    const { size: found } = await handle.stat();
    if (found !== size) return false;
    const buffer = Buffer.allocUnsafe(Math.min(MEGABYTE, Math.max(1, size)));
    for (let done = 0; done < size;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, Math.min(MEGABYTE, size - done), done);
      if (bytesRead === 0) return false;
      verifier.update(buffer.subarray(0, bytesRead));
      done += bytesRead;
    }
    return await verifier.matches();
  } finally {
    await handle.close();
  }
}
