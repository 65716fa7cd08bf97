import { ORPCError } from '@orpc/client';
import type { ErrorCode, Failure } from '../../../electron/contract/errors.ts';
import { isErrorCode } from '../i18n/failure-text.ts';
import { ConnectionLost } from './connection-lost.ts';

/** Whatever was thrown, as a failure of the closed list; what nobody expected is INTERNAL. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof ORPCError)) return { code: 'INTERNAL' };
  const code: unknown = error.code;
  const data: unknown = error.data;
  return typeof code === 'string' && isErrorCode(code) ? { code, data } : { code: 'INTERNAL' };
}

/** True for a failure with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly ErrorCode[]): boolean {
  return error instanceof ORPCError && codes.some((code) => code === error.code);
}

/** True when the core went away in the middle of a call, so that reading again is worth it: it did not answer. */
export function wasInterrupted(error: unknown): boolean {
  return !(error instanceof ORPCError) && !(error instanceof ConnectionLost);
}

/** True when nothing answered, or it has no time now: the same may work later. */
export function isUnreachable(error: unknown): boolean {
  return !(error instanceof ORPCError) || hasCode(error, 'TOO_BUSY', 'SERVER_NOT_RUNNING', 'SERVER_HUNG');
}
