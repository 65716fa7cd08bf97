import type { space } from '../../contract/space.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';

/** Makes the service that tells where a person's space went. */
export function makeSpace(): ServiceOf<typeof space> {
  const missing = () => Promise.reject(fail('INTERNAL'));
  return { overview: missing, largest: missing, duplicates: missing };
}
