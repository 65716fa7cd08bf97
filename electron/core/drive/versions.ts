import type { versions } from '../../contract/versions.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ServiceDeps } from './service-deps.ts';

/** Makes the service of earlier contents of files. */
export function makeVersions(_deps: ServiceDeps): ServiceOf<typeof versions> {
  const missing = () => Promise.reject(fail('INTERNAL'));
  return { list: missing, restore: missing, remove: missing, retention: missing, setRetention: missing };
}
