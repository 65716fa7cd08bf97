import { ORPCError, ValidationError } from '@orpc/contract';
import { AppError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';

/**
 * Any error as the wire sends it: a code of the closed list with its details. What nobody expected is logged with
 * its cause and masked as INTERNAL.
 */
export function translateError(
  error: unknown,
  path: readonly string[],
  log: Log,
): ORPCError<string, unknown> {
  if (error instanceof AppError) {
    if (error.cause !== undefined)
      log.warn({ call: path.join('.'), code: error.code, err: error.cause }, 'refused');
    return new ORPCError(error.code, { data: error.data, message: error.code, cause: error });
  }
  if (isWireError(error)) {
    if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
      const fields = error.cause.issues.map(({ path: at }) => (at ?? []).map(String).join('.'));
      return new ORPCError('INVALID_INPUT', { data: { fields }, message: 'INVALID_INPUT', cause: error });
    }
    if (error.defined) return error;
  }
  log.error({ call: path.join('.'), err: error }, 'unexpected error');
  return new ORPCError('INTERNAL', { message: 'INTERNAL', cause: error });
}

function isWireError(error: unknown): error is ORPCError<string, unknown> {
  return error instanceof ORPCError;
}
