import { fail, systemCode, type AppError } from '../lib/errors.ts';
import type { Place } from './place.ts';

/** Where a download goes, for the sentence of a failure. */
interface TargetOf {
  readonly place: Place;
  readonly size: number;
}

/** Runs work on the disk that is written to. */
export type OnTarget = <T>(work: Promise<T>) => Promise<T>;

/** Names what failed on the disk that is written to, so that it is not taken for a failure of the store. */
export function targetErrors(request: TargetOf): OnTarget {
  return async (work) => {
    try {
      return await work;
    } catch (error) {
      throw targetFailure(request, systemCode(error) ?? '', error);
    }
  };
}

/** What a failure of that disk is to the person. */
export function targetFailure({ place, size }: TargetOf, code: string, cause: unknown): AppError {
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
  if (full) return fail('TARGET_FULL', { needed: size, free: 0 }, cause);
  return fail('TARGET_NOT_WRITABLE', { path: place.folder }, cause);
}
