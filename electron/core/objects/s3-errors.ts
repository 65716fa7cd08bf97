import { fail, systemCode, type AppError } from '../lib/errors.ts';
import type { Connection } from './connection.ts';
import { textOf } from './xml.ts';

/** An answer of the store that is no success. `code` is S3's own, for example `NoSuchKey`. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(`${String(status)} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

/** Reads an error answer; HEAD has no body, so the status has to do. */
export function s3ErrorOf(status: number, body: string): S3Error {
  const code = textOf(body, 'Code') ?? (status === 404 ? 'NotFound' : 'Unknown');
  return new S3Error(status, code, textOf(body, 'Message') ?? '');
}

const REFUSED = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidToken', 'ExpiredToken']);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** True when the network, not an answer of the store, is what failed. */
function isNetworkError(error: unknown): boolean {
  return NETWORK.has(systemCode(error) ?? '') || (error instanceof Error && error.message === 'aborted');
}

/**
 * What a failed request means for the work at hand. A store that is away, restarting or without its drive
 * (which it reports as a missing bucket) is SERVER_NOT_RUNNING: worth another try. Everything else that has no
 * meaning of its own is left as it is.
 */
export function storeFailure(error: unknown, connection: Connection, neededBytes: number): unknown {
  if (isNetworkError(error)) return away(connection, error);
  if (!(error instanceof S3Error)) return error;
  const { code, status } = error;
  if (code === 'XMinioStorageFull' || status === 507)
    return fail('CLOUD_FULL', { needed: neededBytes, free: 0 }, error);
  if (code === 'QuotaExceeded') return fail('CLOUD_FULL', { needed: neededBytes, free: 0 }, error);
  if (!connection.managed) {
    const { endpoint } = connection;
    if (code === 'RequestTimeTooSkewed') return fail('ENDPOINT_CLOCK_SKEW', { endpoint }, error);
    if (REFUSED.has(code)) return fail('ENDPOINT_CREDENTIALS_REFUSED', { endpoint }, error);
    if (code === 'AccessDenied')
      return fail('ENDPOINT_NO_PERMISSION', { endpoint, operation: 'store' }, error);
  }
  // A managed server refuses our credentials only while it starts anew with others.
  if (status >= 500 || status === 408 || status === 429) return away(connection, error);
  if (code === 'NoSuchBucket' || REFUSED.has(code) || code === 'RequestTimeout')
    return away(connection, error);
  return error;
}

function away(connection: Connection, cause: unknown): AppError {
  return connection.managed
    ? fail('SERVER_NOT_RUNNING', undefined, cause)
    : fail('ENDPOINT_UNREACHABLE', { endpoint: connection.endpoint }, cause);
}
