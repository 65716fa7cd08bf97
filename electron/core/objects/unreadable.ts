import { randomUUID } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { systemCode } from '../lib/errors.ts';
import type { Connection } from './connection.ts';
import { MEGABYTE } from './megabytes.ts';
import { S3Error } from './s3-errors.ts';
import type { S3Wire } from './s3-request.ts';
import { statObject } from './stat.ts';

/** What MinIO answers when its disk gave back something else than it had been given, and in other troubles too. */
const TROUBLES = new Set(['SlowDownRead', 'InternalError']);

/**
 * Whether a failure to read an object is that of this object alone: a server whose disk has lost a part of it says what
 * it would say without its disk, but goes on answering about others.
 */
export async function isUnreadable(
  wire: S3Wire,
  connection: Connection,
  error: unknown,
  signal: AbortSignal,
): Promise<boolean> {
  const isTrouble = error instanceof S3Error && TROUBLES.has(error.code);
  // If it does not answer it is away, which is what the failure says already.
  return (isTrouble || error instanceof HungUpError) && answers(wire, connection, signal);
}

/** Whether the server says of a key that nobody has that nothing is there. */
export async function answers(wire: S3Wire, connection: Connection, signal: AbortSignal): Promise<boolean> {
  try {
    return (await statObject(wire, connection, `00/${randomUUID()}`, signal)) === null;
  } catch {
    return false;
  }
}

/** The server hung up twice at the same place. To whoever does not look closer it is a connection that broke. */
class HungUpError extends Error {
  readonly code = 'ECONNRESET';
}

/**
 * Asks for what comes where an answer broke off. A server that comes upon bytes that it cannot read has begun to answer,
 * so all it can do is hang up, as it does when it ends; but then it answers no more. Throws what {@link isUnreadable}
 * knows if it hangs up again, and S3Error and network errors when it is away.
 */
export async function readAgain(
  wire: S3Wire,
  connection: Connection,
  { key, at, signal }: { readonly key: string; readonly at: number; readonly signal: AbortSignal },
): Promise<void> {
  const headers = { range: `bytes=${String(at)}-${String(at + MEGABYTE)}` };
  const response = await wire.send(connection, { method: 'GET', key, headers, signal });
  try {
    await finished(response.resume(), { writable: false });
  } catch (error) {
    signal.throwIfAborted();
    throw new HungUpError('hung up again', { cause: error });
  }
}

/** Does the same for work that broke off; throws what it threw where nothing more is to be learned. */
export async function orUnreadable<T>(work: Promise<T>, again: () => Promise<void>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (systemCode(error) === 'ECONNRESET') await again();
    throw error;
  }
}
