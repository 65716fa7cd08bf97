import type { ErrorCode, ErrorData, Failure } from '../../contract/errors.ts';

/** An expected failure: a code of the contract's closed list with its details. The cause is for the log only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly data: unknown;

  constructor(code: ErrorCode, data?: unknown, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
  }

  /** The failure as plain data, to be stored or sent. */
  toFailure(): Failure {
    return this.data === undefined ? { code: this.code } : { code: this.code, data: this.data };
  }
}

type DataArgument<C extends ErrorCode> =
  ErrorData<C> extends undefined
    ? [data?: undefined, cause?: unknown]
    : [data: ErrorData<C>, cause?: unknown];

/** Makes an {@link AppError}; the details that the code declares are required by the types. */
export function fail<C extends ErrorCode>(code: C, ...[data, cause]: DataArgument<C>): AppError {
  return new AppError(code, data, cause);
}

/** True for an {@link AppError}, of this code when one is given. */
export function isFailure(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** Any error as plain data; what was not expected becomes INTERNAL, so that no detail of ours leaks. */
export function toFailure(error: unknown): Failure {
  return error instanceof AppError ? error.toFailure() : { code: 'INTERNAL' };
}

/** The `code` of a Node system error such as ENOSPC, if it has one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
