import type { find } from '../../contract/find.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ServiceDeps } from './service-deps.ts';

/** Makes the service that finds files and folders wherever they are. */
export function makeFind(_deps: ServiceDeps): ServiceOf<typeof find> {
  const missing = () => Promise.reject(fail('INTERNAL'));
  return {
    search: missing,
    collection: missing,
    folders: missing,
    details: missing,
    measure: missing,
    history: missing,
    opened: missing,
  };
}
