import type { ErrorCode } from '../../contract/errors.ts';
import { isFailure } from '../lib/errors.ts';

/** What to do about a failure: give up, wait for the store, or try this one again after a while. */
export type Verdict =
  | { readonly kind: 'fail' }
  | { readonly kind: 'whenBack' }
  | { readonly kind: 'again'; readonly afterMs: number };

/** The store is away: everything waits for it, however long it takes. */
const AWAY: ReadonlySet<ErrorCode> = new Set(['SERVER_NOT_RUNNING', 'ENDPOINT_UNREACHABLE']);
/** May be different the next time, so it is tried a few times. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['SOURCE_CHANGED', 'CONTENT_DAMAGED']);
const ATTEMPTS = 4;

/** Judges a failure of a transfer that has been tried again so often before. */
export function judge(error: unknown, attempts: number): Verdict {
  if (isFailure(error)) {
    if (AWAY.has(error.code)) return { kind: 'whenBack' };
    if (!PASSING.has(error.code)) return { kind: 'fail' };
  }
  return attempts + 1 < ATTEMPTS ? { kind: 'again', afterMs: 500 * 2 ** attempts } : { kind: 'fail' };
}
